import { Lexer, type MarkedToken, type Token, type Tokens } from 'marked';
import { escapeHtml } from './html-text';
import { tableText } from './markdown-table';

/** What Telegram opens from a text without asking twice; anything else could be a script or a file. */
const LINK = /^(https?:\/\/|tg:\/\/|mailto:)[^\s]+$/i;
/** As Telegram highlights it ("HTML style" of the Bot API): one word. */
const CODE_LANGUAGE = /^[\w+#.-]{1,32}/;
const RULE = '———';
const INDENT = '   ';

/** Where in the text a block stands. */
interface Place {
  /** Of lists inside lists. */
  readonly depth: number;
  /** Telegram's quotes cannot be nested. */
  readonly quoted: boolean;
}
const TOP: Place = { depth: 0, quoted: false };

/**
 * Markdown (GitHub's) as Telegram's HTML, whatever a model wrote: half of a text, broken markup and HTML come out as
 * words. Headings become bold lines, tables preformatted text; links lead to http, https, tg and mailto only.
 */
export function markdownHtml(markdown: string): string {
  const text = markdown.toWellFormed();
  try {
    return blocks(Lexer.lex(text), TOP);
  } catch {
    return escapeHtml(text); // nested a thousand deep, which overflows the parser's stack
  }
}

function blocks(tokens: readonly Token[], place: Place, separator = '\n\n'): string {
  return tokens
    .map((token) => block(token as MarkedToken, place))
    .filter((html) => html.trim() !== '')
    .join(separator);
}

function block(token: MarkedToken, place: Place): string {
  switch (token.type) {
    case 'space':
    case 'def':
      return '';
    case 'heading':
      return `<b>${inline(token.tokens)}</b>`;
    case 'paragraph':
      return inline(token.tokens);
    case 'text':
      return token.tokens ? inline(token.tokens) : escapeHtml(token.text);
    case 'code':
      return codeBlock(token);
    case 'blockquote': {
      const inside = blocks(token.tokens, { ...place, quoted: true });
      return place.quoted || inside === '' ? inside : `<blockquote>${inside}</blockquote>`;
    }
    case 'list':
      return list(token, place);
    case 'table':
      return `<pre>${escapeHtml(tableText(token))}</pre>`;
    case 'hr':
      return RULE;
    default:
      return inline([token]).trimEnd();
  }
}

function codeBlock({ text, lang }: Tokens.Code): string {
  const language = CODE_LANGUAGE.exec(lang ?? '')?.[0];
  const code = escapeHtml(text);
  if (!language) return `<pre>${code}</pre>`;
  return `<pre><code class="language-${escapeHtml(language)}">${code}</code></pre>`;
}

function list({ items, ordered, start }: Tokens.List, place: Place): string {
  const first = Number(start) || 1;
  return items
    .map((item, index) => {
      const mark = ordered ? `${first + index}.` : place.depth % 2 === 0 ? '•' : '◦';
      const tokens = item.tokens.filter(({ type }) => type !== 'checkbox');
      const inside = blocks(tokens, { ...place, depth: place.depth + 1 }, '\n');
      return `${INDENT.repeat(place.depth)}${mark} ${checkbox(item)}${inside}`.trimEnd();
    })
    .join('\n');
}

const checkbox = ({ task, checked }: Tokens.ListItem) => (task ? (checked ? '☑ ' : '☐ ') : '');

const inline = (tokens: readonly Token[]): string =>
  tokens.map((token) => span(token as MarkedToken)).join('');

function span(token: MarkedToken): string {
  switch (token.type) {
    case 'strong':
      return `<b>${inline(token.tokens)}</b>`;
    case 'em':
      return `<i>${inline(token.tokens)}</i>`;
    case 'del':
      return `<s>${inline(token.tokens)}</s>`;
    case 'codespan':
      return `<code>${escapeHtml(token.text)}</code>`;
    case 'br':
      return '\n';
    case 'link':
      return link(token.href, inline(token.tokens));
    case 'image':
      return link(token.href, escapeHtml(token.text || token.href));
    case 'text':
    case 'escape':
      return 'tokens' in token && token.tokens ? inline(token.tokens) : escapeHtml(token.text);
    case 'checkbox':
      return '';
    default:
      return escapeHtml(token.raw);
  }
}

const link = (href: string, inside: string): string =>
  LINK.test(href) ? `<a href="${escapeHtml(href)}">${inside}</a>` : inside;
