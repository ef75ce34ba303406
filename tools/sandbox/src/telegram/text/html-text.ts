import type { MessageEntity } from '../wire.types';
import { readCharacter } from './html-characters';
import { byteOffset, cannotParse, readEndTag, readStartTag } from './html-tags';

/** A text and its formatted spans; offsets and lengths count UTF-16 units. */
export interface FormattedText {
  text: string;
  entities: MessageEntity[];
}

interface OpenTag {
  name: string;
  argument: string;
  offset: number;
}

const plainTypes = new Map([
  ['b', 'bold'],
  ['strong', 'bold'],
  ['i', 'italic'],
  ['em', 'italic'],
  ['s', 'strikethrough'],
  ['strike', 'strikethrough'],
  ['del', 'strikethrough'],
  ['u', 'underline'],
  ['ins', 'underline'],
  ['tg-spoiler', 'spoiler'],
  ['span', 'spoiler'],
  ['pre', 'pre'],
  ['code', 'code'],
]);

/** Reads Telegram's HTML. Throws a BotApiError in the server's words; the rules are those of its own parser. */
export function parseHtml(html: string): FormattedText {
  const parser = new HtmlParser(html);
  return parser.parse();
}

class HtmlParser {
  private text = '';
  private readonly entities: MessageEntity[] = [];
  private readonly open: OpenTag[] = [];

  constructor(private readonly html: string) {}

  parse(): FormattedText {
    for (let at = 0; at < this.html.length;) at = this.readAt(at);
    const unclosed = this.open.at(-1);
    if (unclosed) {
      throw cannotParse(`Can't find end tag corresponding to start tag "${unclosed.name}"`);
    }
    return { text: this.text, entities: this.entities };
  }

  private readAt(at: number) {
    if (this.html[at] !== '<') return this.readText(at);
    return this.html[at + 1] === '/' ? this.closeTag(at) : this.openTag(at);
  }

  private readText(at: number) {
    const { character, next } = readCharacter(this.html, at);
    this.text += character;
    return next;
  }

  private openTag(at: number) {
    const { name, argument, next } = readStartTag(this.html, at);
    this.open.push({ name, argument, offset: this.text.length });
    return next;
  }

  private closeTag(at: number) {
    const place = byteOffset(this.html, at);
    const tag = this.open.pop();
    if (!tag) throw cannotParse(`Unexpected end tag at byte offset ${place}`);
    const { name, next } = readEndTag(this.html, at);
    if (name !== '' && name.toLowerCase() !== tag.name) {
      throw cannotParse(
        `Unmatched end tag at byte offset ${place}, expected "</${tag.name}>", found "</${name}>"`,
      );
    }
    this.addEntity(tag);
    return next;
  }

  private addEntity(tag: OpenTag) {
    const length = this.text.length - tag.offset;
    if (length === 0) return;
    const span = { offset: tag.offset, length };
    if (this.mergesIntoCodeBlock(tag, span)) return;
    const entity = entityOf(tag, span, this.text.slice(tag.offset));
    if (entity) this.entities.push(entity);
  }

  /** `<pre><code class="language-x">` is one block of code with a language. */
  private mergesIntoCodeBlock(
    { name, argument }: OpenTag,
    span: { offset: number; length: number },
  ) {
    const inner = this.entities.at(-1);
    if (inner?.offset !== span.offset || inner.length !== span.length) return false;
    const isBlock =
      (name === 'pre' && inner.type === 'code' && inner.language !== undefined) ||
      (name === 'code' && inner.type === 'pre' && argument !== '');
    if (isBlock) Object.assign(inner, { type: 'pre', ...(argument && { language: argument }) });
    return isBlock;
  }
}

function entityOf(
  { name, argument }: OpenTag,
  span: { offset: number; length: number },
  inside: string,
): MessageEntity | undefined {
  if (name === 'a') return linkOf(argument || inside, span);
  if (name === 'tg-emoji') return { type: 'custom_emoji', ...span, custom_emoji_id: argument };
  if (name === 'blockquote')
    return { type: argument ? 'expandable_blockquote' : 'blockquote', ...span };
  const language = name === 'code' && argument ? { language: argument } : {};
  return { type: plainTypes.get(name) ?? name, ...span, ...language };
}

function linkOf(
  address: string,
  span: { offset: number; length: number },
): MessageEntity | undefined {
  const complete = /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `http://${address}`;
  if (!URL.canParse(complete)) return undefined;
  return { type: 'text_link', ...span, url: new URL(complete).href };
}
