import { z } from 'zod';
import { defineJob, type PayloadOf } from '../job';

/** Avatar worker: pack all that is stored of a person into zip volumes. */
export const exportPerson = defineJob({
  queue: 'export-person',
  payload: z.object({ exportId: z.uuid() }),
  key: ({ exportId }) => `export-${exportId}`,
  attempts: 3,
  backoffMs: 5_000,
});
export type ExportPerson = PayloadOf<typeof exportPerson>;
