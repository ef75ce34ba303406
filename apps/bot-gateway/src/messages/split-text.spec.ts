import fc from 'fast-check';
import { longText, shorten, splitText, TEXT_LIMIT } from './split-text';

const words = fc.string({ unit: 'grapheme', maxLength: 400 });

describe('splitText', () => {
  it('should lose nothing but white space at the seams', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 10, max: 60 }), (text, limit) => {
        const squeeze = (value: string) => value.replace(/\s/g, '');
        expect(squeeze(splitText(text, limit).join(''))).toBe(squeeze(text));
      }),
    );
  });

  it('should keep every part within the limit and never cut a character in two', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 10, max: 60 }), (text, limit) => {
        for (const part of splitText(text, limit)) {
          expect(part.length).toBeLessThanOrEqual(limit);
          expect(part.isWellFormed()).toBe(text.isWellFormed() || part.isWellFormed());
        }
      }),
    );
    expect(splitText('😀'.repeat(11), 11).every((part) => part.isWellFormed())).toBe(true);
  });

  it('should prefer paragraphs to sentences and sentences to words', () => {
    expect(splitText('One two. Three\n\nfour five six seven', 20)).toEqual([
      'One two. Three',
      'four five six seven',
    ]);
    expect(splitText('One two three. Four five six', 20)).toEqual([
      'One two three.',
      'Four five six',
    ]);
  });
});

describe('longText', () => {
  it('should fit a long text with its heading into messages', () => {
    const parts = longText('<b>Text</b>', 'слово & дело. '.repeat(1000));
    for (const part of parts) {
      const shown = part.replace(/<[^>]+>/g, '').replaceAll('&amp;', '&');
      expect(shown.length).toBeLessThanOrEqual(TEXT_LIMIT);
    }
    expect(parts.length).toBeGreaterThan(2);
  });
});

describe('shorten', () => {
  it('should end with an ellipsis within the limit', () => {
    expect(shorten('abcdef', 4)).toBe('abc…');
    expect(shorten('ab😀cd', 4)).toBe('ab…');
    expect(shorten('abc', 4)).toBe('abc');
  });
});
