import type { Telegram } from 'telegraf';
import type { Update } from 'telegraf/types';

/** Telegram answers an empty poll after this long. It would take 50 s; a poll that hangs shows the sooner. */
const LONG_POLL_S = 10;
/** A poll that outlasts its own timeout by this much hangs. */
const HANG_MS = 10_000;

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

export interface PollOptions {
  /** The id after the last that is stored; none in the first poll of a process. */
  offset?: number;
  /** Ends the poll with an error. */
  end: AbortSignal;
  /** Answers at once, also with nothing: after a fault it shows sooner that all is well again. */
  short?: boolean;
  hangMs?: number;
}

/**
 * One long poll.
 * @throws {PollStalled} @throws TelegramError, network errors
 */
export async function getUpdates(
  telegram: Telegram,
  { offset, end, short = false, hangMs = HANG_MS }: PollOptions,
): Promise<Update[]> {
  const timeout = short ? 0 : LONG_POLL_S;
  const hangAfterMs = timeout * 1_000 + hangMs;
  const hang = new AbortController();
  const timer = setTimeout(() => hang.abort(), hangAfterMs);
  try {
    return await telegram.callApi(
      'getUpdates',
      {
        timeout,
        limit: 100,
        allowed_updates: [...UPDATE_KINDS],
        ...(offset === undefined ? {} : { offset }),
      },
      // telegraf's types name the polyfill of an old Node
      { signal: AbortSignal.any([end, hang.signal]) as never },
    );
  } catch (error) {
    if (hang.signal.aborted && !end.aborted) throw new PollStalled(hangAfterMs);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
