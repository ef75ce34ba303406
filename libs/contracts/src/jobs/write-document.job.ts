import { z } from 'zod';
import { defineJob, type PayloadOf } from '../job';

/** Transcription worker: write a document about a transcript, or make a file of it. */
export const writeDocument = defineJob({
  queue: 'write-document',
  payload: z.object({ documentId: z.uuid() }),
  key: ({ documentId }) => `document-${documentId}`,
  attempts: 3,
  backoffMs: 5_000,
});
export type WriteDocument = PayloadOf<typeof writeDocument>;
