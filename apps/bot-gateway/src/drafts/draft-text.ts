import { markdownHtml } from '../messages/markdown-html';
import { splitHtml } from '../messages/split-text';

/** Below Telegram's 4096, with room for the sign that it goes on. */
const SHOWN = 4_000;

/** The half of an answer as Telegram's HTML: of a long one the end, which is what is being written. */
export function draftHtml(markdown: string): string {
  const last = splitHtml(markdownHtml(markdown), SHOWN).at(-1);
  return last === undefined ? '' : `${last} …`;
}
