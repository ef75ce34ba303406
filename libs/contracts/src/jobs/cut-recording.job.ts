import { z } from 'zod';
import { defineJob, type PayloadOf } from '../job';

/** Transcription worker: a long recording to pieces that are heard one by one. */
export const cutRecording = defineJob({
  queue: 'cut-recording',
  payload: z.object({ transcriptId: z.uuid() }),
  key: ({ transcriptId }) => `cut-${transcriptId}`,
  attempts: 3,
  backoffMs: 5_000,
});
export type CutRecording = PayloadOf<typeof cutRecording>;
