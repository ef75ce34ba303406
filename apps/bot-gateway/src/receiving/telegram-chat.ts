import type { Update } from 'telegraf/types';

interface WithChat {
  chat?: { id?: unknown } | null;
  from?: { id?: unknown } | null;
  message?: { chat?: { id?: unknown } | null } | null;
  user?: { id?: unknown } | null;
}

/**
 * The chat whose updates must be handled in order, for any kind of update there is or will be: its chat, the
 * chat of the message that it is about, or the person who caused it; 0 for those that belong to nobody. It
 * takes any shape: an update whose chat cannot be read must still be stored, or Telegram sends it for a day.
 */
export function chatIdOf(update: Update): number {
  const body = bodyOf(update);
  return idOf(body?.chat) ?? idOf(body?.message?.chat) ?? personIdOf(update) ?? 0;
}

/** The person who caused an update, if any. */
export function personIdOf(update: Update): number | undefined {
  const body = bodyOf(update);
  return idOf(body?.from) ?? idOf(body?.user);
}

/** An update has one field beside its id, named after its kind. */
function bodyOf(update: Update): WithChat | undefined {
  return (Object.entries(update) as [string, WithChat | null][]).find(
    ([name, body]) => name !== 'update_id' && typeof body === 'object' && body !== null,
  )?.[1] as WithChat | undefined;
}

const idOf = (thing: { id?: unknown } | null | undefined): number | undefined =>
  Number.isSafeInteger(thing?.id) ? Number(thing?.id) : undefined;
