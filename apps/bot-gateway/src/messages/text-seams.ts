/** A piece of a text: from, up to but without. */
export type Range = readonly [from: number, to: number];

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const SPACE = /\s/;
/** The end of a sentence, with the quotes and brackets that close after it. */
const SENTENCE_END = /[.!?…。！？][»"'”’)\]]{0,3}$/;
/** The longest that SENTENCE_END looks back. */
const SENTENCE_END_LENGTH = 4;
const COMBINING = /^[\p{M}\u200d]/u;
/** What leaves nothing to see, for people and for Telegram. */
const SEEN = /[^\p{White_Space}\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Whether there is nothing to see: Telegram refuses such a text as empty. */
export const isBlank = (text: string): boolean => !SEEN.test(text);

/**
 * Where to cut a text into pieces of at most `first` and then `rest` UTF-16 units: between paragraphs, else lines,
 * sentences, words or characters. White space at a cut belongs to no piece; where `keepsIndent` says so only line
 * breaks do not. No piece is blank.
 */
export function cut(
  text: string,
  first: number,
  rest: number,
  keepsIndent: (at: number) => boolean = () => false,
): Range[] {
  const ranges: Range[] = [];
  for (let from = skip(text, 0, SPACE); from < text.length;) {
    const to = endOf(text, from, ranges.length === 0 ? first : rest);
    const end = from + text.slice(from, to).trimEnd().length;
    if (!isBlank(text.slice(from, end))) ranges.push([from, end]);
    from = skip(text, to, keepsIndent(to) ? /\n/ : SPACE);
  }
  return ranges;
}

/** The last place, at most `limit` units after `from`, where no character is cut in two. */
export function wholeCharacters(text: string, from: number, limit: number): number {
  const last = from + limit;
  const { index = 0 } = graphemes.segment(text.slice(from, last + 2)).containing(limit) ?? {};
  if (index > 0) return from + index;
  // One character with so many marks that it is a text of its own: only pairs of surrogates stay together.
  return (text.codePointAt(last - 1) ?? 0) > 0xffff ? last - 1 : last;
}

/** A seam of a higher kind counts if it leaves the piece at least half full. */
function endOf(text: string, from: number, limit: number): number {
  const last = from + limit;
  if (text.length <= last) return text.length;
  const half = from + limit / 2;
  const seams = [
    text.lastIndexOf('\n\n', last),
    text.lastIndexOf('\n', last),
    lastSpace(text, half, last, (at) => endsSentence(text, at)) ?? -1,
  ];
  return (
    seams.find((at) => at >= half) ??
    lastSpace(text, from + 1, last) ??
    wholeCharacters(text, from, limit)
  );
}

function lastSpace(
  text: string,
  from: number,
  last: number,
  fits: (at: number) => boolean = () => true,
): number | undefined {
  for (let at = last; at >= from; at--) {
    const isSeam = SPACE.test(text.charAt(at)) && !COMBINING.test(text.slice(at + 1, at + 3));
    if (isSeam && fits(at)) return at;
  }
  return undefined;
}

const endsSentence = (text: string, at: number): boolean =>
  SENTENCE_END.test(text.slice(Math.max(0, at - SENTENCE_END_LENGTH), at));

function skip(text: string, from: number, what: RegExp): number {
  let at = from;
  while (at < text.length && what.test(text.charAt(at))) at++;
  return at;
}
