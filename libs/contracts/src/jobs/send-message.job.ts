import { z } from 'zod';
import { defineJob, type PayloadOf } from '../job';

/** Gateway: send what waits in the chat of this outbound message. */
export const sendMessage = defineJob({
  queue: 'send-message',
  payload: z.object({ messageId: z.uuid() }),
  key: ({ messageId }) => `message-${messageId}`,
  attempts: 3,
  backoffMs: 1_000,
});
export type SendMessage = PayloadOf<typeof sendMessage>;
