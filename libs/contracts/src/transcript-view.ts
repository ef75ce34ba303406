import { z } from 'zod';

/** Bounds of what is searched for in transcripts, in characters: one letter is in every text. */
export const TRANSCRIPT_WORDS = { min: 2, max: 100 } as const;

/** What a person looks at in their history. Pages count from 0. */
export const transcriptView = z.object({
  page: z.number().int().min(0),
  /** Those that hold these words; all without. */
  words: z.string().min(1).max(400).optional(),
});
export type TranscriptView = z.infer<typeof transcriptView>;
