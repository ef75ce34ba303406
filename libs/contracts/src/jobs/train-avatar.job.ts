import { z } from 'zod';
import { defineJob, type PayloadOf } from '../job';

/** Avatar worker: build the data set and submit the training to FAL, once. */
export const trainAvatar = defineJob({
  queue: 'train-avatar',
  payload: z.object({ trainingId: z.uuid() }),
  key: ({ trainingId }) => `training-${trainingId}`,
  attempts: 3,
  backoffMs: 5_000,
});
export type TrainAvatar = PayloadOf<typeof trainAvatar>;
