import { z } from 'zod';
import { defineJob, type PayloadOf } from '../job';

/** Transcription worker: read an answer out. */
export const speakAnswer = defineJob({
  queue: 'speak-answer',
  payload: z.object({ voiceId: z.uuid() }),
  key: ({ voiceId }) => `voice-${voiceId}`,
  attempts: 3,
  backoffMs: 2_000,
});
export type SpeakAnswer = PayloadOf<typeof speakAnswer>;
