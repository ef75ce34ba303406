const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
const letters = [...'abcdefghijklmnopqrstuvwxyz'];

// Names of Whisper's list that Unicode has other words for.
const otherNames: readonly (readonly [string, string])[] = [
  ['castilian', 'es'],
  ['flemish', 'nl'],
  ['haitian', 'ht'],
  ['letzeburgesch', 'lb'],
  ['moldavian', 'ro'],
  ['moldovan', 'ro'],
  ['nynorsk', 'nn'],
  ['panjabi', 'pa'],
  ['pushto', 'ps'],
  ['sinhalese', 'si'],
  ['tagalog', 'tl'],
  ['valencian', 'ca'],
];

let codes: ReadonlyMap<string, string> | undefined;

/**
 * A language as ISO 639-1: whisper-1 and its like say "russian", others `ru`, `ru-RU` or `RU`. Undefined for what is no
 * language, or one that has no code of two letters.
 */
export function languageCode(told: string | null | undefined): string | undefined {
  const word = told?.trim().toLowerCase() ?? '';
  const [code = ''] = word.split(/[-_]/);
  if (/^[a-z]{2}$/.test(code)) return names.of(code) ? code : undefined;
  codes ??= codesByName();
  return codes.get(word);
}

function codesByName(): ReadonlyMap<string, string> {
  const all = letters.flatMap((first) => letters.map((second) => first + second));
  // Backwards, so that of two codes for one name (`he`, `iw`) the canonical one stays.
  const named = all.reverse().flatMap((code): [string, string][] => {
    const name = names.of(code);
    return name && isCanonical(code) ? [[name.toLowerCase(), code]] : [];
  });
  return new Map([...named, ...otherNames]);
}

const isCanonical = (code: string) => new Intl.Locale(code).language === code;
