/** How a long text is condensed: notes of its parts, then the whole from the notes. */
export interface Distilling {
  readonly way: 'distil';
  /** For one part of a text that is too long to be read at once. */
  readonly notes: string;
  /** For the whole, or for the notes of all parts in order. */
  readonly whole: string;
}

/** How a text is written anew part by part; the results in a row are the whole. */
export interface Rewriting {
  readonly way: 'rewrite';
  readonly part: string;
}

export type Prompt = Distilling | Rewriting;
