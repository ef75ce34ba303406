import { z } from 'zod';
import { defineJob, type PayloadOf } from '../job';

/** Avatar worker: ask FAL what became of a training and settle it. */
export const collectTraining = defineJob({
  queue: 'collect-training',
  payload: z.object({ trainingId: z.uuid() }),
  key: ({ trainingId }) => `collect-training-${trainingId}`,
  attempts: 3,
  backoffMs: 2_000,
});
export type CollectTraining = PayloadOf<typeof collectTraining>;
