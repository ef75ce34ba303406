import { z } from 'zod';
import { defineJob, type PayloadOf } from '../job';

/** Transcription worker: words for a picture, from a person's own words or from a photo. */
export const writePrompt = defineJob({
  queue: 'write-prompt',
  payload: z.object({ promptId: z.uuid() }),
  key: ({ promptId }) => `prompt-${promptId}`,
  attempts: 2, // a person waits; without help their own words are used
  backoffMs: 1_000,
});
export type WritePrompt = PayloadOf<typeof writePrompt>;
