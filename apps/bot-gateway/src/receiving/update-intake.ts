import { Injectable } from '@nestjs/common';
import { Inbox, type PollerTenure } from '@aisha/delivery';
import { Metrics } from '@aisha/platform';
import { setTimeout as delay } from 'node:timers/promises';
import type { Update } from 'telegraf/types';
import { BotIdentity } from '../bot-identity';
import { Checkouts } from '../payments/checkouts';
import { isPayment } from './counted-update';
import { chatIdOf } from './telegram-chat';
import { UpdateDispatcher } from './update-dispatcher';

/** Above this many chats in hand the next poll waits: memory stays bounded, Telegram keeps the rest. */
const MAX_CHATS_IN_HAND = 5_000;
/** What was written longer ago than this is backlog: it takes turns with what comes now. */
const FRESH_S = 30;
const LOOK_AGAIN_MS = 20;

/** From a poll into the inbox, and on to the handlers. */
@Injectable()
export class UpdateIntake {
  private readonly received;

  constructor(
    private readonly inbox: Inbox,
    private readonly dispatcher: UpdateDispatcher,
    private readonly identity: BotIdentity,
    private readonly checkouts: Checkouts,
    metrics: Metrics,
  ) {
    this.received = metrics.counter('updates_received_total', 'Updates taken from Telegram');
  }

  /**
   * Stores a whole poll in one transaction under the fence.
   * @throws {FenceLost} when another poller has taken over; the loss itself when the tenure is lost meanwhile:
   *   a store that hangs with a dead connection must not keep this process from standing by
   */
  async take(updates: Update[], { epoch, lost }: PollerTenure): Promise<void> {
    const received = updates.map((update) => ({
      updateId: update.update_id,
      chatId: chatIdOf(update),
      raw: JSON.stringify(update),
    }));
    const chats = await unlessAborted(this.inbox.store(this.identity.botId, received, epoch), lost);
    this.checkouts.hear(received);
    this.received.inc(updates.length);
    const fresh = chatsWithFresh(updates);
    for (const chat of chats) this.dispatcher.wake(chat, { backlog: !fresh.has(chat.chatId) });
  }

  /** Waits until there is room for more. */
  async room(end: AbortSignal): Promise<void> {
    while (this.dispatcher.load > MAX_CHATS_IN_HAND && !end.aborted) {
      await delay(LOOK_AGAIN_MS, undefined, { signal: end }).catch(() => undefined);
    }
  }
}

/** Only messages say when they were written; presses and questions live for minutes, so they are fresh, as money is. */
function chatsWithFresh(updates: Update[]): Set<number> {
  const since = Date.now() / 1_000 - FRESH_S;
  const fresh = updates.filter(
    (update) => !('message' in update) || update.message.date >= since || isPayment(update.message),
  );
  return new Set(fresh.map(chatIdOf));
}

async function unlessAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason as Error);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    if (signal.aborted) throw signal.reason;
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
