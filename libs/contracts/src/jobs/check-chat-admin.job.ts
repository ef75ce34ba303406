import { z } from 'zod';
import { defineJob, type PayloadOf } from '../job';

/** Gateway: ask Telegram whether who wants a group's setting changed is an administrator, and change it. */
export const checkChatAdmin = defineJob({
  queue: 'check-chat-admin',
  payload: z.object({ botId: z.number().int(), chatId: z.number().int() }),
  key: ({ botId, chatId }) => `chat-admin-${botId}-${chatId}`,
  attempts: 3, // seconds; then the sweep begins anew until it is too late
  backoffMs: 1_000,
});
export type CheckChatAdmin = PayloadOf<typeof checkChatAdmin>;
