import { readHtml, type Run, visibleText, writeHtml } from './html-text';
import { cut, isBlank, type Range, wholeCharacters } from './text-seams';

/** Telegram's limits for a text and for a caption, in UTF-16 units after the markup is taken away. */
export const TEXT_LIMIT = 4096;
export const CAPTION_LIMIT = 1024;
/** A prompt in a caption leaves room for the words around it. */
export const PROMPT_ROOM = CAPTION_LIMIT - 300;

/**
 * Cuts a message in Telegram's HTML into parts of at most `first` and then `rest` visible UTF-16 units. Tags that are
 * open at a cut are closed before it and opened again after it; a reference is never cut. A message without anything
 * to see has no parts. Telegram drops formatting beyond 100 entities a message, which the text survives.
 */
export function splitHtml(html: string, first: number, rest = first): string[] {
  if (html.length <= first) return isBlank(visibleText(html)) ? [] : [html];
  const runs = readHtml(html);
  const text = runs.map((run) => run.text).join('');
  const preformatted = (at: number) => runAt(runs, at)?.tags.some(({ name }) => name === 'pre');
  return cut(text, first, rest, (at) => preformatted(at) ?? false).map((range) =>
    writeHtml(within(runs, range)),
  );
}

/** The same for a text without markup. */
export const splitText = (text: string, first: number, rest = first): string[] =>
  cut(text, first, rest).map(([from, to]) => text.slice(from, to));

/** Shortens to a limit, with an ellipsis. */
export const shorten = (text: string, limit: number): string =>
  text.length <= limit ? text : `${text.slice(0, wholeCharacters(text, 0, limit - 1)).trimEnd()}…`;

/** The parts of the runs that lie in a range. */
function within(runs: Run[], [from, to]: Range): Run[] {
  let begin = 0;
  return runs.flatMap(({ text, tags }) => {
    const part = text.slice(Math.max(0, from - begin), Math.max(0, to - begin));
    begin += text.length;
    return part ? [{ text: part, tags }] : [];
  });
}

function runAt(runs: Run[], at: number): Run | undefined {
  let end = 0;
  return runs.find(({ text }) => (end += text.length) > at);
}
