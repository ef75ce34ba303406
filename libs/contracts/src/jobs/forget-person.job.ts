import { z } from 'zod';
import { defineJob, type PayloadOf } from '../job';

/** Avatar worker: delete all that is stored of a person. Never given up: a sweep brings it back. */
export const forgetPerson = defineJob({
  queue: 'forget-person',
  payload: z.object({ forgettingId: z.uuid() }),
  key: ({ forgettingId }) => `forgetting-${forgettingId}`,
  attempts: 5,
  backoffMs: 2_000,
});
export type ForgetPerson = PayloadOf<typeof forgetPerson>;
