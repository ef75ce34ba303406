/** About two minutes of speech; longer voice messages are seldom heard to their end. */
export const SPOKEN_CHARACTERS = 1_800;

/** What is read out of an answer. */
export interface SpokenWords {
  readonly text: string;
  /** Only its beginning. */
  readonly shortened: boolean;
}

/** An answer as it is read out: without its Markdown, code and addresses, ending with a sentence. */
export function spokenWords(markdown: string): SpokenWords {
  const text = withoutMarkup(markdown);
  if (text.length <= SPOKEN_CHARACTERS) return { text, shortened: false };
  const room = text.slice(0, SPOKEN_CHARACTERS);
  const sentence = /^[^]*[.!?…](?=\s)/.exec(room)?.[0] ?? '';
  const word = room.slice(0, Math.max(room.lastIndexOf(' '), 0)) || room;
  return { text: sentence.length > SPOKEN_CHARACTERS / 2 ? sentence : word, shortened: true };
}

const withoutMarkup = (markdown: string): string =>
  markdown
    .toWellFormed()
    .replace(/```[^]*?(```|$)/g, ' ')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/https?:\/\/\S+/g, ' ')
    .replace(/^[ \t]*([#>]+|[-*+]|\|?[-:|\s]{3,}\|?$)[ \t]*/gm, '')
    .replace(/[*_~`|]+/g, '')
    .replace(/[ \t]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .trim();
