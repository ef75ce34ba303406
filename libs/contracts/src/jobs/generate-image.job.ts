import { z } from 'zod';
import { defineJob, type PayloadOf } from '../job';

/** Avatar worker: submit a picture to FAL, once. */
export const generateImage = defineJob({
  queue: 'generate-image',
  payload: z.object({ imageId: z.uuid() }),
  key: ({ imageId }) => `image-${imageId}`,
  attempts: 3,
  backoffMs: 5_000,
});
export type GenerateImage = PayloadOf<typeof generateImage>;
