import type { PictureOrder, PromptTask } from '@aisha/database';

/** What the assistant is asked to write. */
export interface WordsWish {
  task: Exclude<PromptTask, 'photo'>;
  words: string;
}
/** Has words written for an order. @returns the id under which they will come */
export type AskForWords = (wish: WordsWish) => Promise<string>;

const CYRILLIC = /\p{Script=Cyrillic}/u;

/** The models of pictures understand English only, so Russian is translated even where nobody asked for more. */
export function wordsNeeded({
  prompt: words,
  enhance,
}: Pick<PictureOrder, 'prompt' | 'enhance'>): WordsWish | undefined {
  if (words === '') return undefined; // a style alone is in English already
  if (enhance) return { task: 'enhance', words };
  return CYRILLIC.test(words) ? { task: 'translate', words } : undefined;
}
