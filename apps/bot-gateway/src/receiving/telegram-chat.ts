import type { Update } from 'telegraf/types';

interface WithChat {
  chat?: { id?: number };
  from?: { id?: number };
  message?: { chat?: { id?: number } };
  user?: { id?: number };
}

/**
 * The chat whose updates must be handled in order, for any kind of update there is or will be: its chat, the
 * chat of the message that it is about, or the person who caused it; 0 for those that belong to nobody. It
 * takes any shape: an update whose chat cannot be read must still be stored, or Telegram sends it for a day.
 */
export function chatIdOf(update: Update): number {
  for (const [name, body] of Object.entries(update) as [string, WithChat][]) {
    if (name === 'update_id' || typeof body !== 'object' || body === null) continue;
    const id = body.chat?.id ?? body.message?.chat?.id ?? body.from?.id ?? body.user?.id;
    return Number.isSafeInteger(id) ? Number(id) : 0;
  }
  return 0;
}
