/** Knows the ends of sentences of all languages, Russian and English among them. */
const segmenter = new Intl.Segmenter(undefined, { granularity: 'sentence' });

/**
 * Cuts a text into parts of at most `room` UTF-16 units, at the ends of sentences and lines where there are any, else
 * between words, else anywhere but inside a character. The parts put together are the text.
 */
export function splitSentences(text: string, room: number): string[] {
  const parts: string[] = [];
  let part = '';
  for (const piece of pieces(text, room)) {
    if (part.length + piece.length > room) {
      parts.push(part);
      part = '';
    }
    part += piece;
  }
  return part === '' ? parts : [...parts, part];
}

function* pieces(text: string, room: number): Generator<string> {
  for (const { segment } of segmenter.segment(text)) {
    let rest = segment;
    while (rest.length > room) {
      const end = cutAt(rest, room);
      yield rest.slice(0, end);
      rest = rest.slice(end);
    }
    yield rest;
  }
}

function cutAt(text: string, room: number): number {
  const space = text.slice(0, room).search(/\s\S*$/);
  if (space > 0) return space + 1;
  const code = text.charCodeAt(room - 1);
  const splitsPair = code >= 0xd800 && code <= 0xdbff;
  return splitsPair && room > 1 ? room - 1 : room;
}
