import { Injectable } from '@nestjs/common';
import { Inbox, type ReceivedUpdate } from '@aisha/delivery';
import { Gathering, Metrics, withDeadline } from '@aisha/platform';
import { BotIdentity } from '../bot-identity';
import { Checkouts } from '../payments/checkouts';
import { UpdateDispatcher } from './update-dispatcher';

/** As many as a poll brings. */
const UPDATES_A_TRANSACTION = 100;
/**
 * Telegram keeps to 100 connections, which may all reach one gateway, and comes again with what it gave up
 * waiting for. More than twice that is not taken in: memory stays bounded, Telegram keeps the rest.
 */
const MAX_WAITING = 200;
/** Sooner than in polling: what is refused comes again within seconds, maybe to a gateway that has room. */
const MAX_CHATS_IN_HAND = 500;
/**
 * A store that takes longer counts as failed, whatever becomes of it: Telegram sends the updates again, and those
 * that were stored after all are known. With two stores waiting before it, an answer still comes within
 * 12 s, far below the minute that Telegram waits.
 */
const STORE_DEADLINE_MS = 4_000;

/** Takes in what webhooks bring: updates that come at the same time are stored in one transaction. */
@Injectable()
export class WebhookIntake {
  private readonly received;
  private readonly gathering = new Gathering<ReceivedUpdate, void>({
    work: (updates) => this.store(updates),
    size: UPDATES_A_TRANSACTION,
    concurrency: 1,
  });
  private waiting = 0;

  constructor(
    private readonly inbox: Inbox,
    private readonly dispatcher: UpdateDispatcher,
    private readonly identity: BotIdentity,
    private readonly checkouts: Checkouts,
    metrics: Metrics,
  ) {
    this.received = metrics.counter('updates_received_total', 'Updates taken from Telegram');
  }

  get isOverloaded(): boolean {
    return this.waiting >= MAX_WAITING || this.dispatcher.load > MAX_CHATS_IN_HAND;
  }

  /** Resolves when the update is stored, now or earlier; rejects when that is not certain. */
  async take(update: ReceivedUpdate): Promise<void> {
    this.waiting += 1;
    try {
      await this.gathering.do(update);
    } finally {
      this.waiting -= 1;
    }
  }

  private async store(updates: ReceivedUpdate[]): Promise<void[]> {
    // In one order everywhere: two gateways that store the same updates must not wait for each other.
    const inOrder = updates.toSorted((a, b) => a.updateId - b.updateId);
    const stored = this.inbox.storeUnfenced(this.identity.botId, inOrder).then((chats) => {
      this.checkouts.hear(updates); // late or not
      chats.forEach((chat) => this.dispatcher.wake(chat));
    });
    await withDeadline(stored, STORE_DEADLINE_MS, 'the updates were not stored in time');
    this.received.inc(updates.length);
    return updates.map(() => undefined);
  }
}
