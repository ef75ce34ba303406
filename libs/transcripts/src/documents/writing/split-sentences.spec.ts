import fc from 'fast-check';
import { splitSentences } from './split-sentences';

describe('a long text', () => {
  const text = fc.array(
    fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('Да. ', 'Нет! ', '\n', ' ', 'слово '),
    ),
  );

  it('should be the same when its parts are put together, and no part too long', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 60 }), (pieces, room) => {
        const whole = pieces.join('');
        const parts = splitSentences(whole, room);
        expect(parts.join('')).toBe(whole);
        expect(parts.every((part) => part.length > 0 && part.length <= room)).toBe(true);
        expect(parts.every((part) => part.isWellFormed())).toBe(whole.isWellFormed());
      }),
    );
  });

  it('should be cut at the ends of sentences', () => {
    const sentences = ['Первое дело сделано. ', 'А второе? ', 'Third thing is open! ', 'Конец.'];
    expect(splitSentences(sentences.join(''), 32)).toEqual([
      'Первое дело сделано. А второе? ',
      'Third thing is open! Конец.',
    ]);
  });

  it('should be cut between words where a sentence does not end', () => {
    expect(splitSentences('раз два три четыре', 8)).toEqual(['раз два ', 'три ', 'четыре']);
  });
});
