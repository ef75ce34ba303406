import fc from 'fast-check';
import { escapeHtml, readHtml, visibleText, writeHtml } from './html-text';
import { nasty, show } from './telegram-html.fixture';

describe('escapeHtml', () => {
  it('should show what a person wrote and nothing else', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const { text: shown, tags } = show(escapeHtml(text));
        expect(shown).toBe(text);
        expect(new Set(tags).size).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('should keep a value inside its attribute', () => {
    expect(show(`<a href="${escapeHtml('"><b>')}">x</a>`).text).toBe('x');
  });
});

describe('visibleText', () => {
  it('should decode references and take tags away', () => {
    const html =
      '<b>a</b> &lt;&gt;&amp;&quot; &#39;&#x1F600; <a href="https://e.com/?a=1&amp;b=>">link</a>';
    expect(visibleText(html)).toBe(`a <>&" '😀 link`);
  });

  it('should leave alone what is no markup', () => {
    const text = 'a < b, c > d & e; &nbsp; &#0; &#1114112; <script> </> <b';
    expect(visibleText(text)).toBe(text);
  });
});

describe('writeHtml', () => {
  it('should repair tags that overlap or never end', () => {
    const written = (html: string) => writeHtml(readHtml(html));
    expect(written('<b>a<i>b</b>c</i>')).toBe('<b>a<i>b</i></b>c');
    expect(written('a</b><blockquote expandable>b')).toBe('a<blockquote expandable>b</blockquote>');
  });

  it('should make of any text something that Telegram takes and shows alike', () => {
    fc.assert(
      fc.property(nasty, (html) => {
        expect(show(writeHtml(readHtml(html))).text).toBe(visibleText(html));
      }),
    );
  });
});
