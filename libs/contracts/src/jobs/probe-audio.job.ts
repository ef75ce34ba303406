import { z } from 'zod';
import { defineJob, type PayloadOf } from '../job';

/** Transcription worker: measure stored audio, then start it (free) or quote its price. */
export const probeAudio = defineJob({
  queue: 'probe-audio',
  payload: z.object({ transcriptId: z.uuid() }),
  key: ({ transcriptId }) => `probe-${transcriptId}`,
  attempts: 3,
  backoffMs: 2_000,
});
export type ProbeAudio = PayloadOf<typeof probeAudio>;
