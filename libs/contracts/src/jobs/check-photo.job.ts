import { z } from 'zod';
import { defineJob, type PayloadOf } from '../job';

/** Avatar worker: accept or refuse a photo of a draft avatar. */
export const checkPhoto = defineJob({
  queue: 'check-photo',
  payload: z.object({ photoId: z.uuid() }),
  key: ({ photoId }) => `photo-${photoId}`,
  attempts: 3,
  backoffMs: 2_000,
});
export type CheckPhoto = PayloadOf<typeof checkPhoto>;
