import { decodeText } from './text-encoding';

const RUSSIAN =
  'Встреча прошла хорошо. Анна обещала прислать договор до пятницы, а Пётр найдёт переводчика.';
const ENGLISH = 'The meeting went well. Anna promised to send the contract by Friday.';

/** Of the letters of Russian, by Unicode's number of А. */
const cyrillic = (text: string, upper: number, lower: number, yo: [number, number]) =>
  Buffer.from(
    [...text].map((letter) => {
      const code = letter.codePointAt(0)!;
      if (letter === 'ё') return yo[0];
      if (letter === 'Ё') return yo[1];
      if (code >= 0x430 && code <= 0x44f) return lower + code - 0x430;
      return code >= 0x410 && code <= 0x42f ? upper + code - 0x410 : code;
    }),
  );
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();

describe('the text of a file', () => {
  it.each([
    ['UTF-8', Buffer.from(RUSSIAN)],
    ['UTF-8 with a mark', Buffer.from('\uFEFF' + RUSSIAN)],
    ['UTF-16 LE', Buffer.from(RUSSIAN, 'utf16le')],
    ['UTF-16 LE with a mark', Buffer.from('\uFEFF' + RUSSIAN, 'utf16le')],
    ['UTF-16 BE', utf16be(RUSSIAN)],
    ['UTF-16 BE with a mark', utf16be('\uFEFF' + RUSSIAN)],
    ['windows-1251', cyrillic(RUSSIAN, 0xc0, 0xe0, [0xb8, 0xa8])],
  ])('should be read as %s', (_, bytes) => {
    expect(decodeText(bytes)).toBe(RUSSIAN);
  });

  it.each([
    ['UTF-8', Buffer.from(ENGLISH)],
    ['UTF-16', Buffer.from(ENGLISH, 'utf16le')],
  ])('should be read as %s when it is English', (_, bytes) => {
    expect(decodeText(bytes)).toBe(ENGLISH);
  });

  it('should be read from a short note in windows-1251', () => {
    const note = 'Купить хлеб и молоко';
    expect(decodeText(cyrillic(note, 0xc0, 0xe0, [0xb8, 0xa8]))).toBe(note);
  });

  it.each([
    [
      'a PNG',
      Buffer.from('89504e470d0a1a0a0000000d49484452000001000000010008060000005c72a866', 'hex'),
    ],
    [
      'a program',
      Buffer.from('4d5a90000300000004000000ffff0000b800000000000000400000000000', 'hex'),
    ],
    ['noise', Buffer.from(Array.from({ length: 512 }, (_, at) => (at * 167 + 13) % 256))],
  ])('should not be there when the file is %s', (_, bytes) => {
    expect(decodeText(bytes)).toBeUndefined();
  });
});
