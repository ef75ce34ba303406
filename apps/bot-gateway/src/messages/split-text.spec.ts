import fc from 'fast-check';
import { escapeHtml } from './html-text';
import { shorten, splitHtml, splitText, TEXT_LIMIT } from './split-text';
import { nasty, show } from './telegram-html.fixture';
import { isBlank } from './text-seams';

const words = fc.string({ unit: 'grapheme', maxLength: 400 });
const limits = fc.integer({ min: 10, max: 60 });
const squeezed = (text: string) => text.replace(/\s/g, '');

describe('splitText', () => {
  it('should lose nothing but white space at the seams', () => {
    fc.assert(
      fc.property(words, limits, (text, limit) => {
        expect(squeezed(splitText(text, limit).join(''))).toBe(squeezed(text));
      }),
    );
  });

  it('should keep every part within the limit, and never cut a character in two', () => {
    fc.assert(
      fc.property(words, limits, (text, limit) => {
        for (const part of splitText(text, limit)) {
          expect(part.length).toBeLessThanOrEqual(limit);
          expect(part.isWellFormed()).toBe(true);
        }
      }),
    );
    expect(splitText('😀'.repeat(11), 11).every((part) => part.isWellFormed())).toBe(true);
  });

  it('should keep together what people see as one character', () => {
    const families = splitText('👩‍👩‍👧‍👦'.repeat(10), 30);
    expect(families).toEqual(Array(5).fill('👩‍👩‍👧‍👦'.repeat(2)));
    expect(splitText('🇺🇦'.repeat(10), 10)).toEqual(Array(5).fill('🇺🇦'.repeat(2)));
    expect(splitText('e\u0301'.repeat(10), 11)[0]).toBe('e\u0301'.repeat(5));
  });

  it('should cut a character with more marks than a message holds', () => {
    const tower = `Z${'\u0301'.repeat(5_000)}`;
    const parts = splitText(tower, TEXT_LIMIT);
    expect(parts.map(({ length }) => length)).toEqual([4096, 905]);
    expect(parts.join('')).toBe(tower);
  });

  it('should prefer paragraphs to lines, lines to sentences, sentences to words', () => {
    expect(splitText('One. Two\nand three\n\nfour five six', 20)).toEqual([
      'One. Two\nand three',
      'four five six',
    ]);
    expect(splitText('One two. Three\nfour five six', 20)).toEqual([
      'One two. Three',
      'four five six',
    ]);
    expect(splitText('“One two three?” Four five six', 20)).toEqual([
      '“One two three?”',
      'Four five six',
    ]);
    expect(splitText('One twothree fourfive', 12)).toEqual(['One twothree', 'fourfive']);
    expect(splitText('one 1234567890abc', 10)).toEqual(['one', '1234567890', 'abc']);
  });

  it('should have no parts where there is nothing to see', () => {
    for (const nothing of ['', ' \n\t', '\u200b'.repeat(20), '\u2800 \u3164']) {
      expect(splitText(nothing, 10)).toEqual([]);
    }
    expect(splitText(`${' '.repeat(50)}a${' '.repeat(50)}b`, 10)).toEqual(['a', 'b']);
  });

  it('should cut the largest text at once', () => {
    const began = performance.now();
    splitText('слово '.repeat(200_000), TEXT_LIMIT);
    splitText('😀'.repeat(200_000), TEXT_LIMIT);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});

interface Node {
  tag?: string;
  inner: (string | Node)[];
}
const tags = fc.constantFrom(
  'b',
  'i',
  'pre',
  'blockquote expandable',
  'a href="https://e.com/?a=1&amp;b=2"',
  'code class="language-ts"',
  'span class="tg-spoiler"',
);
const { node } = fc.letrec<{ node: Node }>((tie) => ({
  node: fc.record({
    tag: tags,
    inner: fc.array(fc.oneof({ maxDepth: 4 }, nasty, words, tie('node')), { maxLength: 4 }),
  }),
}));
const html = (part: string | Node): string =>
  typeof part === 'string'
    ? escapeHtml(part)
    : `<${part.tag}>${part.inner.map(html).join('')}</${part.tag!.split(' ')[0]}>`;
const documents = fc
  .array(fc.oneof(nasty, node), { maxLength: 6 })
  .map((all) => all.map(html).join(''));

/** Each character that is no white space, with its tags. */
const formatted = (source: string) => {
  const { text, tags: at } = show(source);
  let place = 0;
  return [...text].flatMap((character) => {
    const tag = at[place];
    place += character.length;
    return character.trim() ? [{ tag, character }] : [];
  });
};

describe('splitHtml', () => {
  it('should make parts that Telegram takes, within the limit and with something to see', () => {
    fc.assert(
      fc.property(documents, limits, limits, (source, first, rest) => {
        splitHtml(source, first, rest).forEach((part, index) => {
          const { text } = show(part);
          expect(text.trim().length).toBeLessThanOrEqual(index === 0 ? first : rest);
          expect(isBlank(text)).toBe(false);
        });
      }),
    );
  });

  it('should keep every character in its own formatting', () => {
    fc.assert(
      fc.property(documents, limits, (source, limit) => {
        // Parts without anything to see are left out: compare what is left.
        const seen = (all: ReturnType<typeof formatted>) =>
          all.filter(({ character }) => !isBlank(character));
        expect(seen(splitHtml(source, limit).flatMap(formatted))).toEqual(seen(formatted(source)));
      }),
    );
  });

  it('should close what is open at a cut and open it again with its attributes', () => {
    expect(
      splitHtml('<blockquote expandable><a href="https://e.com/">one two</a></blockquote>', 5),
    ).toEqual([
      '<blockquote expandable><a href="https://e.com/">one</a></blockquote>',
      '<blockquote expandable><a href="https://e.com/">two</a></blockquote>',
    ]);
  });

  it('should open nothing that ends at once', () => {
    expect(splitHtml('<b>one two</b> <i>three</i> four', 8)).toEqual([
      '<b>one two</b>',
      '<i>three</i>',
      'four',
    ]);
  });

  it('should never cut a reference', () => {
    expect(splitHtml('&amp;'.repeat(7), 3)).toEqual([
      '&amp;&amp;&amp;',
      '&amp;&amp;&amp;',
      '&amp;',
    ]);
  });

  it('should keep the indent of code', () => {
    expect(splitHtml('<pre>if (a) {\n  b();\n  c();\n}</pre>', 16)).toEqual([
      '<pre>if (a) {\n  b();</pre>',
      '<pre>  c();\n}</pre>',
    ]);
  });

  it('should leave a message that fits as it is', () => {
    expect(splitHtml('<b>a</b> &#39; b', 4096)).toEqual(['<b>a</b> &#39; b']);
    expect(splitHtml(`<b>${'&amp;'.repeat(1_000)}</b>`, 4096)).toHaveLength(1);
    expect(splitHtml('<b> </b>', 4096)).toEqual([]);
  });

  it('should give a caption less room than the texts behind it', () => {
    const parts = splitHtml('слово '.repeat(1_000), 1024, 4096).map(({ length }) => length);
    expect(parts).toEqual([1019, 4091, 887]);
  });
});

describe('shorten', () => {
  it('should end with an ellipsis within the limit', () => {
    expect(shorten('abcdef', 4)).toBe('abc…');
    expect(shorten('ab😀cd', 4)).toBe('ab…');
    expect(shorten('ae\u0301cd', 3)).toBe('a…');
    expect(shorten('abc', 4)).toBe('abc');
  });
});
