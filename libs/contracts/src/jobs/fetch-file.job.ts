import { z } from 'zod';
import { defineJob, type PayloadOf } from '../job';

/** Gateway: stream a file that a person sent from Telegram to S3. */
export const fetchFile = defineJob({
  queue: 'fetch-file',
  payload: z.object({ fileId: z.uuid() }),
  key: ({ fileId }) => `file-${fileId}`,
  attempts: 4, // then the sweep begins anew, for an hour: no wait is longer than 8 s when Telegram or S3 is back
  backoffMs: 2_000,
});
export type FetchFile = PayloadOf<typeof fetchFile>;
