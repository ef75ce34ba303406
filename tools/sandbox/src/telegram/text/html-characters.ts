const named = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
]);
const reference = /&(?:#x([0-9a-f]+)|#(\d+)|(lt|gt|amp|quot));?/iy;
const LAST_CODE_POINT = 0x10ffff;

/** The character that is written at this place, and where the next one begins. */
export interface ReadCharacter {
  character: string;
  next: number;
}

/** Reads one character; Telegram knows numeric references and four named ones, anything else stands for itself. */
export function readCharacter(html: string, at: number): ReadCharacter {
  const decoded = html[at] === '&' ? readReference(html, at) : undefined;
  if (decoded) return decoded;
  const character = String.fromCodePoint(html.codePointAt(at) ?? 0);
  return { character, next: at + character.length };
}

function readReference(html: string, at: number): ReadCharacter | undefined {
  reference.lastIndex = at;
  const [whole, hex, decimal, name] = reference.exec(html) ?? [];
  if (whole === undefined) return undefined;
  const character = name === undefined ? fromCode(hex, decimal) : named.get(name);
  return character === undefined ? undefined : { character, next: at + whole.length };
}

function fromCode(hex: string | undefined, decimal: string | undefined) {
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return code > 0 && code <= LAST_CODE_POINT ? String.fromCodePoint(code) : undefined;
}
