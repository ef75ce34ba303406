import { z } from 'zod';
import { defineJob, type PayloadOf } from '../job';

/** Gateway: show how the answer to a person is being written. A sign only: nothing is lost with it. */
export const followAnswer = defineJob({
  queue: 'follow-answer',
  payload: z.object({ answerId: z.uuid() }),
  key: ({ answerId }) => `follow-${answerId}`,
  // A gateway that leaves hands on what it follows.
  attempts: 3,
  backoffMs: 200,
});
export type FollowAnswer = PayloadOf<typeof followAnswer>;
