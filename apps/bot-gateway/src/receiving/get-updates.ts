import type { Telegram } from 'telegraf';
import type { Update } from 'telegraf/types';

/** Telegram answers an empty poll after this long; it caps the value at 50 s itself. */
const LONG_POLL_S = 50;
/** A poll that outlasts its own timeout by this much hangs. */
const HANG_AFTER_MS = (LONG_POLL_S + 10) * 1000;

/** The kinds of updates that the bot takes, by polling and by webhook alike; Telegram keeps the list. */
export const UPDATE_KINDS = [
  'message',
  'callback_query',
  'my_chat_member',
  'pre_checkout_query',
] as const;

/** Telegram neither answered nor broke the connection. */
export class PollStalled extends Error {
  constructor(afterMs: number) {
    super(`getUpdates was not answered within ${afterMs} ms`);
    this.name = 'PollStalled';
  }
}

/**
 * One long poll. Ends with an error when `end` is aborted.
 * @throws {PollStalled} @throws TelegramError, network errors
 */
export async function getUpdates(
  telegram: Telegram,
  offset: number | undefined,
  end: AbortSignal,
  hangAfterMs = HANG_AFTER_MS,
): Promise<Update[]> {
  const hang = AbortSignal.timeout(hangAfterMs);
  const signal = AbortSignal.any([end, hang]);
  try {
    return await telegram.callApi(
      'getUpdates',
      {
        timeout: LONG_POLL_S,
        limit: 100,
        allowed_updates: [...UPDATE_KINDS],
        ...(offset === undefined ? {} : { offset }),
      },
      { signal: signal as never }, // telegraf's types name the polyfill of an old Node
    );
  } catch (error) {
    if (hang.aborted && !end.aborted) throw new PollStalled(hangAfterMs);
    throw error;
  }
}
