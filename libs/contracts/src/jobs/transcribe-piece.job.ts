import { z } from 'zod';
import { defineJob, type PayloadOf } from '../job';

/** Transcription worker: one piece of a long recording to text. */
export const transcribePiece = defineJob({
  queue: 'transcribe-piece',
  payload: z.object({ transcriptId: z.uuid(), position: z.number().int().min(0) }),
  key: ({ transcriptId, position }) => `piece-${transcriptId}-${position}`,
  attempts: 5,
  backoffMs: 2_000,
});
export type TranscribePiece = PayloadOf<typeof transcribePiece>;
