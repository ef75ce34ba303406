import fc from 'fast-check';
import { markdownHtml } from './markdown-html';
import { splitHtml, TEXT_LIMIT } from './split-text';
import { nasty, show } from './telegram-html.fixture';

const markup = fc
  .array(
    fc.oneof(
      fc.constantFrom('**', '*', '_', '__', '~~', '`', '```', '```ts\n', '> ', '- ', '1. ', '# '),
      fc.constantFrom('\n', '\n\n', '  \n', '   ', '| a | b |\n|---|---|\n', '| c |\n', '---\n'),
      fc.constantFrom('[x](https://e.com)', '[x](javascript:a)', '![i](tg://u)', '[', '](', '\\'),
      fc.constantFrom('- [x] done\n', '<b>', '</b>', '<script>', '&lt;', 'www.e.com', 'слово '),
      nasty,
    ),
    { maxLength: 25 },
  )
  .map((parts) => parts.join(''));

describe('markdownHtml', () => {
  it.each([
    ['**bold** and __bold__', '<b>bold</b> and <b>bold</b>'],
    ['*italic* _italic_', '<i>italic</i> <i>italic</i>'],
    ['~~gone~~ `a < b`', '<s>gone</s> <code>a &lt; b</code>'],
    ['# Title #\ntext', '<b>Title</b>\n\ntext'],
    ['one\ntwo  \nthree', 'one\ntwo\nthree'],
    ['a\n\n\n\nb', 'a\n\nb'],
    ['[site](https://e.com/?a=1&b=2)', '<a href="https://e.com/?a=1&amp;b=2">site</a>'],
    ['[bad](javascript:alert(1)) [file](file:///x)', 'bad file'],
    ['![cat](https://e.com/cat.png)', '<a href="https://e.com/cat.png">cat</a>'],
    ['> quoted\n> > more', '<blockquote>quoted\n\nmore</blockquote>'],
    ['- a\n- b\n  - c\n    1. d', '• a\n• b\n   ◦ c\n      1. d'],
    ['3. c\n4. d', '3. c\n4. d'],
    ['- [x] done\n- [ ] open', '• ☑ done\n• ☐ open'],
    ['a\n\n---\n\nb', 'a\n\n———\n\nb'],
    ['<b>raw</b> & <script>', '&lt;b&gt;raw&lt;/b&gt; &amp; &lt;script&gt;'],
    ['2 * 3 * 4 and snake_case_name', '2 * 3 * 4 and snake_case_name'],
    ['\\*not italic\\*', '*not italic*'],
    [
      '```py\nif a < b:\n    pass\n```',
      '<pre><code class="language-py">if a &lt; b:\n    pass</code></pre>',
    ],
    ['```\nplain\n```', '<pre>plain</pre>'],
    ['| a | b |\n|---|--:|\n| long | 1 |', '<pre>a    | b\n-----+--\nlong | 1</pre>'],
  ])('should turn %j into what Telegram shows', (markdown, html) => {
    expect(markdownHtml(markdown)).toBe(html);
  });

  it.each([
    ['an open fence', 'Look:\n```js\nconst a', 'Look:\n\nconst a'],
    ['an open word', 'This is **very', 'This is **very'],
    ['half a link', 'See [here](https://e.c', 'See [here](https://e.c'],
  ])('should show the half of a text that ends in %s', (_, markdown, text) => {
    expect(show(markdownHtml(markdown)).text).toBe(text);
  });

  it('should survive markup a thousand deep', () => {
    expect(show(markdownHtml('>'.repeat(16_000))).text).toHaveLength(16_000);
  });

  it('should never make HTML that Telegram refuses, cut or whole', () => {
    fc.assert(
      fc.property(markup, (markdown) => {
        const html = markdownHtml(markdown);
        show(html);
        splitHtml(html, 40).forEach(show);
      }),
      { numRuns: 1_000 },
    );
  });

  it('should lose no word where a long answer is cut', () => {
    const words = Array.from({ length: 900 }, (_, index) => `word${index}`);
    const markdown = `**${words.slice(0, 300).join(' ')}**\n\n- ${words.slice(300, 600).join('\n- ')}\n\n\`\`\`\n${words.slice(600).join('\n')}\n\`\`\``;
    const parts = splitHtml(markdownHtml(markdown), TEXT_LIMIT).map((part) => show(part).text);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.join(' ').match(/word\d+/g)).toEqual(words);
  });
});
