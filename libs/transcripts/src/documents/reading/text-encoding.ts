import { analyse } from 'chardet';

/** What people's programs write, besides UTF-8: Word and Notepad of Windows, old mail, DOS. */
const EXPECTED = new Set(['windows-1251', 'KOI8-R', 'windows-1252', 'ISO-8859-1', 'ISO-8859-5']);
/** Enough for a language's letters to be counted. */
const SAMPLE_BYTES = 64 * 1024;
/** Of the bytes at even or odd places: in UTF-16 one of them is the same for nearly all letters of a text. */
const UTF16_SHARE = 0.6;

/** The text of a file's bytes, by its byte order mark or by its content; undefined when no text fits. */
export function decodeText(bytes: Buffer): string | undefined {
  for (const encoding of [marked(bytes), utf16(bytes), 'utf-8', expected(bytes)]) {
    const text = encoding && decoded(bytes, encoding);
    if (text !== undefined && text !== '' && isText(text)) return text;
  }
  return undefined;
}

function marked(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** UTF-16 without a mark: every other byte names an alphabet, 00 for Latin and 04 for Cyrillic. */
function utf16(bytes: Buffer): string | undefined {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const isAlphabet = (byte: number) => byte === 0x00 || byte === 0x04;
  const share = (parity: number) => {
    const places = sample.filter((_, at) => at % 2 === parity);
    return places.filter(isAlphabet).length / Math.max(1, places.length);
  };
  const [even, odd] = [share(0), share(1)];
  if (Math.max(even, odd) < UTF16_SHARE) return undefined;
  return odd > even ? 'utf-16le' : 'utf-16be';
}

const expected = (bytes: Buffer): string | undefined =>
  analyse(bytes.subarray(0, SAMPLE_BYTES)).find(({ name }) => EXPECTED.has(name))?.name;

function decoded(bytes: Buffer, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Control characters other than white space stand in no text; a stray one is forgiven. */
function isText(text: string): boolean {
  const strange = text.match(/[\0-\x08\x0e-\x1a\x1c-\x1f\x7f\uFFFE\uFFFF]/g)?.length ?? 0;
  return !text.includes('\0') && strange <= text.length / 1_000;
}
