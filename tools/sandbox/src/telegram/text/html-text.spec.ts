import { parseHtml } from './html-text';
import { textFields } from './formatted-text';

const refusalOf = (html: string) => {
  try {
    return JSON.stringify(parseHtml(html));
  } catch (error) {
    return (error as Error).message;
  }
};

describe("Telegram's HTML", () => {
  it('should count places in UTF-16 units', () => {
    expect(parseHtml('👩‍🎨 <b>жирный &amp; 👍</b>')).toEqual({
      text: '👩‍🎨 жирный & 👍',
      entities: [{ type: 'bold', offset: 6, length: 11 }],
    });
  });

  it('should read links, code blocks, quotes and spoilers', () => {
    const html =
      '<a href="https://e.com/?a=1&amp;b=2">x</a><pre><code class="language-ts">y</code></pre>' +
      '<blockquote expandable>q</blockquote><span class="tg-spoiler">s</span>';
    expect(parseHtml(html).entities).toEqual([
      { type: 'text_link', offset: 0, length: 1, url: 'https://e.com/?a=1&b=2' },
      { type: 'pre', offset: 1, length: 1, language: 'ts' },
      { type: 'expandable_blockquote', offset: 2, length: 1 },
      { type: 'spoiler', offset: 3, length: 1 },
    ]);
  });

  it('should leave an unknown reference and a lone ampersand as they are', () => {
    expect(parseHtml('&nbsp; a & b &lt;i&gt; &#39;&#x41;').text).toBe("&nbsp; a & b <i> 'A");
  });

  it.each([
    ['я <x>', 'Unsupported start tag "x" at byte offset 3'],
    ['a < b', 'Unsupported start tag "" at byte offset 2'],
    ['<b>a', `Can't find end tag corresponding to start tag "b"`],
    ['<b>a</i>', 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'],
    ['a</b>', 'Unexpected end tag at byte offset 1'],
    ['<b', 'Unclosed start tag at byte offset 0'],
    ['<a href="x', 'Unclosed start tag at byte offset 0'],
    ['<a href=', 'Unclosed start tag at byte offset 0'],
    ['<b>a</b', 'Unclosed end tag at byte offset 4'],
    ['<span class="x">a</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
  ])('should refuse %s', (html, reason) => {
    expect(refusalOf(html)).toBe(`Bad Request: can't parse entities: ${reason}`);
  });

  it('should trim a message and move its entities along', () => {
    expect(textFields({ text: '\n <b>a</b> \n', parseMode: 'HTML' })).toEqual({
      text: 'a',
      entities: [{ type: 'bold', offset: 0, length: 1 }],
    });
  });

  it('should find commands, links, mentions and hashtags outside of code', () => {
    const text =
      '/start@aisha_bot https://e.com/a, a@b.co @aisha_bot #тег a/b <code>/x @aisha</code>';
    const { entities = [] } = textFields({ text, parseMode: 'HTML' });
    expect(entities.map(({ type, offset }) => [type, offset])).toEqual([
      ['bot_command', 0],
      ['url', 17],
      ['email', 34],
      ['mention', 41],
      ['hashtag', 52],
      ['code', 61],
    ]);
  });

  it.each([
    [' \n', 'message text is empty'],
    ['<b></b>', 'message text is empty'],
    ['😀'.repeat(4097), 'message is too long'],
  ])('should refuse a text that is empty or too long', (text, reason) => {
    expect(() => textFields({ text, parseMode: 'HTML' })).toThrow(`Bad Request: ${reason}`);
  });
});
