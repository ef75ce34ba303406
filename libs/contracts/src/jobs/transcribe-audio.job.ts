import { z } from 'zod';
import { defineJob, type PayloadOf } from '../job';

/** Transcription worker: audio to text. */
export const transcribeAudio = defineJob({
  queue: 'transcribe-audio',
  /** `heard`: the last piece of it was heard. This is said beside a job that looked before that and is still alive. */
  payload: z.object({ transcriptId: z.uuid(), heard: z.boolean().optional() }),
  key: ({ transcriptId, heard }) => `transcript-${transcriptId}${heard ? '-heard' : ''}`,
  attempts: 3,
  backoffMs: 5_000,
});
export type TranscribeAudio = PayloadOf<typeof transcribeAudio>;
