import { z } from 'zod';
import { defineJob, type PayloadOf } from '../job';

/** Avatar worker: ask FAL what became of a picture and settle it. */
export const collectImage = defineJob({
  queue: 'collect-image',
  payload: z.object({ imageId: z.uuid() }),
  key: ({ imageId }) => `collect-image-${imageId}`,
  attempts: 3,
  backoffMs: 2_000,
});
export type CollectImage = PayloadOf<typeof collectImage>;
