/** A tag as it stands in the text, attributes included. */
export interface StartTag {
  name: string;
  source: string;
}

/** Characters that stand inside the same tags. */
export interface Run {
  /** What people see: references are decoded. */
  text: string;
  /** Outermost first. */
  tags: readonly StartTag[];
}

/** Bot API, "HTML style". */
const TAGS = new Set(
  'b strong i em u ins s strike del span tg-spoiler a tg-emoji code pre blockquote'.split(' '),
);
const MARKUP =
  /<(?<slash>\/?)(?<name>[a-z][a-z-]*)(?:\s(?:"[^"]*"|'[^']*'|[^"'>])*)?>|&(?:#x(?<hex>[\da-f]{1,6})|#(?<decimal>\d{1,7})|(?<reference>lt|gt|amp|quot));?/gi;
const REFERENCES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' };
const LAST_CODE_POINT = 0x10ffff;

/** What a person wrote, as Telegram's HTML shows it unchanged, in an attribute too. */
export const escapeHtml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/** What people see of a text in Telegram's HTML. */
export const visibleText = (html: string): string =>
  /[<&]/.test(html)
    ? readHtml(html)
        .map(({ text }) => text)
        .join('')
    : html;

/** Reads Telegram's HTML. Whatever is no markup by its rules is read as text, an end tag without a beginning is left out. */
export function readHtml(html: string): Run[] {
  const runs: Run[] = [];
  let tags: readonly StartTag[] = [];
  let at = 0;
  const add = (text: string) => void (text && runs.push({ text, tags }));
  for (const match of html.matchAll(MARKUP)) {
    const change = tagChange(match, tags);
    const character = change ? '' : characterOf(match);
    if (!change && character === undefined) continue;
    add(html.slice(at, match.index) + (character ?? ''));
    tags = change ?? tags;
    at = match.index + match[0].length;
  }
  add(html.slice(at));
  return runs;
}

/** Writes runs as HTML in which every tag that is opened is closed. */
export function writeHtml(runs: Run[]): string {
  let html = '';
  let open: readonly StartTag[] = [];
  for (const { text, tags } of [...runs, { text: '', tags: [] }]) {
    const kept = sharedTags(open, tags);
    html += open.slice(kept).reduceRight((ends, { name }) => `${ends}</${name}>`, '');
    html += tags
      .slice(kept)
      .map(({ source }) => source)
      .join('');
    html += escapeHtml(text);
    open = tags;
  }
  return html;
}

/** The open tags after this piece of markup; undefined if it is no tag. */
function tagChange(match: RegExpExecArray, open: readonly StartTag[]) {
  const name = match.groups?.name?.toLowerCase();
  if (name === undefined || !TAGS.has(name)) return undefined;
  if (match.groups?.slash === '') return [...open, { name, source: match[0] }];
  const begun = open.findLastIndex((tag) => tag.name === name);
  return begun < 0 ? open : open.slice(0, begun);
}

function characterOf({ groups = {} }: RegExpExecArray): string | undefined {
  const { hex, decimal, reference } = groups;
  if (reference !== undefined) return REFERENCES[reference.toLowerCase()];
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return code > 0 && code <= LAST_CODE_POINT ? String.fromCodePoint(code) : undefined;
}

function sharedTags(left: readonly StartTag[], right: readonly StartTag[]): number {
  const differs = left.findIndex((tag, index) => tag !== right[index]);
  return differs < 0 ? left.length : differs;
}
