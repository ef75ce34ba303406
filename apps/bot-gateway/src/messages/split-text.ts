import { escapeHtml } from './catalogue';

/** Telegram's limit for a text, in UTF-16 units after the markup is taken away. */
export const TEXT_LIMIT = 4096;
export const CAPTION_LIMIT = 1024;

/**
 * Cuts plain text into parts of at most `limit` UTF-16 units: between paragraphs, else lines, sentences or words,
 * and never inside a character.
 */
export function splitText(text: string, limit: number): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > limit) {
    const at = cutAt(rest, limit);
    parts.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  return rest ? [...parts, rest] : parts;
}

/** Shortens to a limit, with an ellipsis. */
export const shorten = (text: string, limit: number): string =>
  text.length <= limit ? text : `${text.slice(0, wholeCharacters(text, limit - 1)).trimEnd()}…`;

/** The last seam of the best kind in the second half of the window; the very end if there is none. */
function cutAt(text: string, limit: number): number {
  const window = text.slice(0, limit);
  for (const seam of ['\n\n', '\n', '. ', '! ', '? ', '… ', ' ']) {
    const at = window.lastIndexOf(seam);
    if (at >= limit / 2) return at + seam.length;
  }
  return wholeCharacters(text, limit);
}

/** A surrogate pair is one character: a cut in its middle moves in front of it. */
function wholeCharacters(text: string, at: number): number {
  const next = text.charCodeAt(at);
  const inPair = next >= 0xdc00 && next <= 0xdfff;
  return inPair ? at - 1 : at;
}

/**
 * Plain text of any length as HTML parts, with a heading before the first. The heading is HTML and short.
 */
export function longText(heading: string, body: string): string[] {
  const room = TEXT_LIMIT - heading.length - 2;
  const [first = '', ...rest] = splitText(body, room);
  return [`${heading}\n\n${escapeHtml(first)}`, ...rest.map(escapeHtml)];
}
