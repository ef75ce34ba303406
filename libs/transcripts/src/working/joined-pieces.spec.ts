import fc from 'fast-check';
import { type HeardPiece, joinPieces } from './joined-pieces';
import { wordsOf } from './word-seam';

/** As long as anybody speaks: four words in two seconds. */
const WORD_SECONDS = 0.5;
const letters = fc.string({
  unit: fc.constantFrom(...'абвгдежзиклмнопрстуфхцчшщэюя'),
  minLength: 2,
  maxLength: 9,
});
/** Each word is another: which of two equal ones was said twice nobody can tell. */
const spoken = fc.uniqueArray(letters, { minLength: 20, maxLength: 120 });
/** A model hears the same words with another comma and another case. */
const asWritten = fc.constantFrom(
  (word: string) => word,
  (word: string) => `${word},`,
  (word: string) => `${word}.`,
  (word: string) => word.toUpperCase(),
  (word: string) => `«${word}»`,
  (word: string) => `${word} —`,
);
const plan = fc.array(
  fc.record({ words: fc.integer({ min: 8, max: 30 }), shared: fc.integer({ min: 0, max: 6 }) }),
  { minLength: 1, maxLength: 8 },
);

function piecesOf(
  words: readonly string[],
  cuts: readonly { words: number; shared: number }[],
  write: (word: string, index: number) => string,
): HeardPiece[] {
  const pieces: HeardPiece[] = [];
  let from = 0;
  for (const { words: count, shared } of [...cuts, { words: words.length, shared: 0 }]) {
    const to = Math.min(words.length, from + count);
    const said = words.slice(from, to).map((word, index) => write(word, from + index * 7));
    const times = said.map((text, index) => ({
      start: index * WORD_SECONDS,
      end: (index + 1) * WORD_SECONDS,
      text,
    }));
    const stretch = { from: from * WORD_SECONDS, to: to * WORD_SECONDS };
    pieces.push({ ...stretch, text: said.join(' '), language: 'ru', segments: times });
    if (to === words.length) break;
    from = to - shared;
  }
  return pieces;
}

const plain = (text: string) =>
  wordsOf(text).map((word) => word.toLowerCase().replace(/[^\p{L}]/gu, ''));

describe('joinPieces', () => {
  it('should say each word once and in order, whatever two pieces share', () => {
    fc.assert(
      fc.property(
        spoken,
        plan,
        fc.array(asWritten, { minLength: 5, maxLength: 5 }),
        (words, cuts, ways) => {
          const pieces = piecesOf(words, cuts, (word, index) => ways[index % ways.length]!(word));
          const { text, segments } = joinPieces(pieces);
          expect(plain(text)).toEqual(words);
          expect(plain(segments!.map((one) => one.text).join(' '))).toEqual(words);
        },
      ),
    );
  });

  it('should have times that never go back, over the whole', () => {
    fc.assert(
      fc.property(spoken, plan, (words, cuts) => {
        const pieces = piecesOf(words, cuts, (word) => word);
        const { segments } = joinPieces(pieces);
        segments!.forEach(({ start, end }, index) => {
          expect(end).toBeGreaterThanOrEqual(start);
          expect(start).toBeGreaterThanOrEqual(segments![index - 1]?.end ?? 0);
          expect(end).toBeLessThanOrEqual(words.length * WORD_SECONDS);
        });
        // A word is found where it was said.
        expect(segments!.at(-1)!.end).toBeCloseTo(words.length * WORD_SECONDS, 6);
      }),
    );
  });

  const piece = (from: number, to: number, text: string, segments: HeardPiece['segments'] = null) =>
    ({ from, to, text, language: null, segments }) satisfies HeardPiece;

  it('should join where a cut went through a word', () => {
    const pieces = [
      piece(0, 10, 'Мы встретимся в понедельник у входа в теа'),
      piece(6, 20, 'лник. У входа в театр, ровно в семь.'),
    ];
    expect(joinPieces(pieces).text).toBe(
      'Мы встретимся в понедельник у входа в театр, ровно в семь.',
    );
  });

  it('should lose nothing when the pieces have nothing in common', () => {
    expect(joinPieces([piece(0, 10, 'раз два'), piece(6, 20, 'три четыре')]).text).toBe(
      'раз два три четыре',
    );
  });

  it('should keep a word that is said on both sides of a silence', () => {
    expect(joinPieces([piece(0, 10, 'Да.'), piece(10, 20, 'Да.')]).text).toBe('Да. Да.');
  });

  it('should pass over a piece in which nobody spoke', () => {
    const { text, segments } = joinPieces([
      piece(0, 10, 'Раз.', [{ start: 1, end: 2, text: 'Раз.', speaker: 'A' }]),
      piece(10, 20, '', []),
      piece(20, 30, 'Два.', [{ start: 1, end: 12, text: 'Два.', speaker: 'A' }]),
    ]);
    expect(text).toBe('Раз. Два.');
    expect(segments).toEqual([
      { start: 1, end: 2, text: 'Раз.', speaker: 'A1' },
      { start: 21, end: 30, text: 'Два.', speaker: 'A3' },
    ]);
  });

  it('should have no times where a piece has none, and no words where nobody spoke', () => {
    const timed = [{ start: 0, end: 1, text: 'Раз.' }];
    expect(joinPieces([piece(0, 9, 'Раз.', timed), piece(9, 20, 'Два.')]).segments).toBeNull();
    expect(joinPieces([piece(0, 9, '')])).toEqual({ text: '', language: null, segments: null });
  });
});
