import { z } from 'zod';
import { defineJob, type PayloadOf } from '../job';

/** Gateway: a storage event hinted at a change of this file; ask the storage itself. */
export const checkObject = defineJob({
  queue: 'check-object',
  payload: z.object({ fileId: z.uuid() }),
  key: ({ fileId }) => `object-${fileId}`,
  attempts: 3,
  backoffMs: 2_000,
});
export type CheckObject = PayloadOf<typeof checkObject>;
