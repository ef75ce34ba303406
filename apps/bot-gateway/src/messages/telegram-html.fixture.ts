import fc from 'fast-check';

/** A text as Telegram shows it: each UTF-16 unit with the tags that it stands in, outermost first. */
export interface Shown {
  text: string;
  tags: string[];
}

const KNOWN = /^(b|strong|i|em|u|ins|s|strike|del|span|tg-spoiler|a|tg-emoji|code|pre|blockquote)$/;
const TOKEN =
  /<\/([^\s>]*)\s*>|<([^\s>]*)((?:\s+[\w-]+(?:="[^"]*")?)*)\s*>|&(lt|gt|amp|quot);|[^<]/gsu;

/**
 * Reads HTML as strictly as the Bot API does ("HTML style").
 * @throws Error where it answers "can't parse entities"
 */
export function show(html: string): Shown {
  const shown: Shown = { text: '', tags: [] };
  const open: string[] = [];
  let at = 0;
  for (const [whole, end, start, attributes, reference] of html.matchAll(TOKEN)) {
    at += whole.length;
    if (end !== undefined) {
      if (open.pop()?.split(' ')[0] !== end) throw new Error(`unexpected end tag ${whole}`);
    } else if (start !== undefined) {
      if (!KNOWN.test(start)) throw new Error(`unsupported start tag ${whole}`);
      open.push(`${start}${attributes}`);
    } else {
      const text = reference ? { lt: '<', gt: '>', amp: '&', quot: '"' }[reference]! : whole;
      shown.text += text;
      shown.tags.push(...Array.from({ length: text.length }, () => open.join('>')));
    }
  }
  if (at !== html.length) throw new Error('a bracket that begins no tag');
  if (open.length > 0) throw new Error(`unclosed ${open.join()}`);
  return shown;
}

/** What people write to break things: markup, references, marks, halves of characters, nothing at all. */
export const nasty: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom('<', '>', '&', '"', "'", '&lt;', '&amp;', '&#60;', '&nbsp;', '</b>', '<b>'),
      fc.constantFrom('<a href="x">', '<script>', '\0', '\u2068', '\u2069', '\u202e', '\u200f'),
      fc.constantFrom('👩‍👩‍👧‍👦', '🇺🇦', 'e\u0301\u0302', 'שלום', '\ud800', '\udc00', '{ $name }', '\n\n'),
      fc.string(),
      fc.string({ unit: 'binary' }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));
