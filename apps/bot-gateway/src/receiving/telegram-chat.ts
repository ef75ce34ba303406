import type { Update } from 'telegraf/types';

interface WithChat {
  chat?: { id: number };
  from?: { id: number };
  message?: { chat?: { id: number } };
  user?: { id: number };
}

/**
 * The chat whose updates must be handled in order, for any kind of update there is or will be: its chat, the
 * chat of the message that it is about, or the person who caused it; 0 for those that belong to nobody.
 */
export function chatIdOf(update: Update): number {
  const body = bodyOf(update);
  return body?.chat?.id ?? body?.message?.chat?.id ?? personIdOf(update) ?? 0;
}

/** The person who caused an update, if any. */
export function personIdOf(update: Update): number | undefined {
  const body = bodyOf(update);
  return body?.from?.id ?? body?.user?.id;
}

/** An update has one field beside its id, named after its kind. */
function bodyOf(update: Update): WithChat | undefined {
  return (Object.entries(update) as [string, WithChat | null][]).find(
    ([name, body]) => name !== 'update_id' && typeof body === 'object' && body !== null,
  )?.[1] as WithChat | undefined;
}
