import { Injectable } from '@nestjs/common';
import { OutboxQueue } from '@aisha/delivery';
import { Sweep } from '@aisha/platform';
import { BotIdentity } from '../bot-identity';
import { OutboxSender } from './outbox-sender';

/** Messages that were postponed come due to the second; those of a killed gateway wait for its claim (3 s). */
const INTERVAL_MS = 1_000;
const CHATS_A_ROUND = 200;

/** Finds messages whose time has come and that nobody sends. */
@Injectable()
export class OutboxSweep extends Sweep {
  constructor(
    private readonly queue: OutboxQueue,
    private readonly sender: OutboxSender,
    private readonly identity: BotIdentity,
  ) {
    super(INTERVAL_MS);
  }

  protected async sweep(): Promise<void> {
    const chats = await this.queue.orphanedChats(this.identity.botId, CHATS_A_ROUND);
    chats.forEach((chat) => this.sender.wake(chat));
  }
}
