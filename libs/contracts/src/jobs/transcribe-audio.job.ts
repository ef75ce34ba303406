import { z } from 'zod';
import { defineJob, type PayloadOf } from '../job';

/** Transcription worker: audio to text. */
export const transcribeAudio = defineJob({
  queue: 'transcribe-audio',
  payload: z.object({ transcriptId: z.uuid() }),
  key: ({ transcriptId }) => `transcript-${transcriptId}`,
  attempts: 3,
  backoffMs: 5_000,
});
export type TranscribeAudio = PayloadOf<typeof transcribeAudio>;
