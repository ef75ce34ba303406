import { badRequest } from '../bot-api.error';
import { readCharacter } from './html-characters';

const knownTags = new Set(
  'a b strong i em s strike del u ins tg-spoiler tg-emoji span pre code blockquote'.split(' '),
);
const isSpace = (character: string | undefined) =>
  character === undefined || ' \t\r\n\v\0'.includes(character);

export interface StartTag {
  name: string;
  /** Link, language, emoji id or class: the one attribute that counts for this tag. */
  argument: string;
  next: number;
}

/** Refuses as the Bot API's parser does; it counts places in bytes. */
export const cannotParse = (reason: string) => badRequest(`can't parse entities: ${reason}`);

/** Where this place is in UTF-8, for error texts. */
export const byteOffset = (html: string, at: number) => Buffer.byteLength(html.slice(0, at));

/** Reads `</name>`: the name may be left out. */
export function readEndTag(html: string, begin: number) {
  let at = begin + 2;
  while (!isSpace(html[at]) && html[at] !== '>') at++;
  const name = html.slice(begin + 2, at);
  while (at < html.length && isSpace(html[at])) at++;
  if (html[at] !== '>')
    throw cannotParse(`Unclosed end tag at byte offset ${byteOffset(html, begin)}`);
  return { name, next: at + 1 };
}

/** Reads `<name attribute="value">`. Throws for tags that Telegram does not support. */
export function readStartTag(html: string, begin: number): StartTag {
  const reader = new StartTagReader(html, begin);
  const name = reader.readName();
  const argument = reader.readArgument(name);
  if (name === 'span' && argument !== 'spoiler') {
    throw reader.failed('Tag "span" must have class "tg-spoiler"');
  }
  return { name, argument, next: reader.next };
}

class StartTagReader {
  private at: number;

  constructor(
    private readonly html: string,
    private readonly begin: number,
  ) {
    this.at = begin + 1;
  }

  /** The place after the tag. */
  get next() {
    return this.at + 1;
  }

  failed(reason: string, at = this.begin) {
    return cannotParse(`${reason} at byte offset ${byteOffset(this.html, at)}`);
  }

  readName() {
    const name = this.readUntil((character) => character === '>').toLowerCase();
    if (this.at >= this.html.length) throw this.failed('Unclosed start tag');
    if (!knownTags.has(name)) throw this.failed(`Unsupported start tag "${name}"`);
    return name;
  }

  readArgument(tag: string) {
    let argument = '';
    this.skipSpaces();
    while (this.html[this.at] !== '>') {
      const name = this.readAttributeName(tag);
      argument = argumentOf(tag, name, this.readValue()) ?? argument;
      this.skipSpaces();
    }
    return argument;
  }

  private readAttributeName(tag: string) {
    if (this.at >= this.html.length) throw this.failed('Unclosed start tag');
    const name = this.readUntil((character) => character === '=' || character === '>');
    if (name === '') throw this.failed(`Empty attribute name in the tag "${tag}"`);
    this.skipSpaces();
    return name.toLowerCase();
  }

  private readValue() {
    if (this.html[this.at] !== '=') return '';
    this.at++;
    this.skipSpaces();
    const quote = this.html[this.at];
    return quote === '"' || quote === "'" ? this.readLiteral(quote) : this.readToken();
  }

  private readToken() {
    const begin = this.at;
    const token = this.readUntil((character) => !/[a-z0-9.-]/i.test(character)).toLowerCase();
    const end = this.html[this.at];
    if (end === undefined) throw this.failed('Unclosed start tag');
    if (!isSpace(end) && end !== '>') throw this.failed('Unexpected end of name token', begin);
    return token;
  }

  private readLiteral(quote: string) {
    let value = '';
    this.at++;
    while (this.at < this.html.length && this.html[this.at] !== quote) {
      const { character, next } = readCharacter(this.html, this.at);
      value += character;
      this.at = next;
    }
    if (++this.at >= this.html.length) throw this.failed('Unclosed start tag');
    return value;
  }

  private readUntil(isEnd: (character: string) => boolean) {
    const begin = this.at;
    while (!isSpace(this.html[this.at]) && !isEnd(this.html.charAt(this.at))) this.at++;
    return this.html.slice(begin, this.at);
  }

  private skipSpaces() {
    while (this.at < this.html.length && isSpace(this.html[this.at])) this.at++;
  }
}

function argumentOf(tag: string, attribute: string, value: string) {
  switch (`${tag} ${attribute}`) {
    case 'a href':
    case 'tg-emoji emoji-id':
      return value;
    case 'code class':
      return value.startsWith('language-') ? value.slice('language-'.length) : undefined;
    case 'span class':
      return value.startsWith('tg-') ? value.slice('tg-'.length) : undefined;
    case 'blockquote expandable':
      return 'expandable';
    default:
      return undefined;
  }
}
