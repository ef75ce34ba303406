import { z } from 'zod';
import { defineJob, type PayloadOf } from '../job';

/** Transcription worker: write the assistant's answer to a message of a person. */
export const answerPerson = defineJob({
  queue: 'answer-person',
  payload: z.object({ answerId: z.uuid() }),
  key: ({ answerId }) => `answer-${answerId}`,
  attempts: 3,
  backoffMs: 2_000,
});
export type AnswerPerson = PayloadOf<typeof answerPerson>;
