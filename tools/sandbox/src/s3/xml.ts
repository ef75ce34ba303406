import { malformedXml } from './s3-error';

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** A piece of finished XML, told apart from text that must still be escaped. */
export class XmlElement {
  constructor(readonly text: string) {}
}

type XmlContent = XmlElement | string | number | boolean | undefined | readonly XmlElement[];

/** `element('Key', key)`. A content of undefined leaves the element out. */
export function element(name: string, ...contents: XmlContent[]): XmlElement {
  if (contents.length === 1 && contents[0] === undefined) return new XmlElement('');
  return new XmlElement(`<${name}>${contents.map(render).join('')}</${name}>`);
}

/** A whole answer of the S3 API. */
export function xmlDocument(name: string, ...contents: XmlContent[]): string {
  const body = contents.map(render).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${name} xmlns="${NAMESPACE}">${body}</${name}>`;
}

/** What stands inside each element of that name, still XML. Elements of S3 never hold their like. */
export function innerXml(xml: string, name: string): string[] {
  const pattern = new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)</${name}>`, 'g');
  return [...xml.matchAll(pattern)].map((match) => match[1] ?? '');
}

/** The text of the first element of that name. */
export function textOf(xml: string, name: string): string | undefined {
  const [inner] = innerXml(xml, name);
  return inner === undefined ? undefined : unescapeXml(inner);
}

/** Like `textOf`, but a document without it is malformed. */
export function requiredTextOf(xml: string, name: string): string {
  const text = textOf(xml, name);
  if (text === undefined) throw malformedXml();
  return text;
}

function render(content: XmlContent): string {
  if (content === undefined) return '';
  if (content instanceof XmlElement) return content.text;
  if (typeof content === 'object') return content.map((item) => item.text).join('');
  return escapeXml(String(content));
}

const escapeXml = (text: string) =>
  // Control characters are legal in keys and must survive the way.
  text.replace(/[<>&"'\p{Cc}]/gu, (char) => `&#${char.codePointAt(0)};`);

const NAMED = new Map(Object.entries({ lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }));

function unescapeXml(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (_, hex, decimal, name) => {
    const char = name ? NAMED.get(name) : codePoint(hex ? parseInt(hex, 16) : Number(decimal));
    if (char === undefined) throw malformedXml();
    return char;
  });
}

const codePoint = (code: number) => (code <= 0x10ffff ? String.fromCodePoint(code) : undefined);
