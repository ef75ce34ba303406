import { z } from 'zod';
import { defineJob, type PayloadOf } from '../job';

/** Gateway: stream a file that a person sent from Telegram to S3. */
export const fetchFile = defineJob({
  queue: 'fetch-file',
  payload: z.object({ fileId: z.uuid() }),
  key: ({ fileId }) => `file-${fileId}`,
  attempts: 8, // about four minutes of Telegram being away
  backoffMs: 2_000,
});
export type FetchFile = PayloadOf<typeof fetchFile>;
