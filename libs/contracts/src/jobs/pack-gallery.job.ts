import { z } from 'zod';
import { defineJob, type PayloadOf } from '../job';

/** Avatar worker: pack a person's pictures into zip volumes. */
export const packGallery = defineJob({
  queue: 'pack-gallery',
  payload: z.object({ archiveId: z.uuid() }),
  key: ({ archiveId }) => `archive-${archiveId}`,
  attempts: 3,
  backoffMs: 5_000,
});
export type PackGallery = PayloadOf<typeof packGallery>;
