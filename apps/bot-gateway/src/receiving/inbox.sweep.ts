import { Injectable } from '@nestjs/common';
import { Inbox } from '@aisha/delivery';
import { Sweep } from '@aisha/platform';
import { BotIdentity } from '../bot-identity';
import { UpdateDispatcher } from './update-dispatcher';

/** What a gateway left is looked for each second; rounds are short, so that several gateways share a backlog. */
const INTERVAL_MS = 1_000;
const CHATS_A_ROUND = 1_000;
/** Old rows go in small steps all the time, not in one heavy night. */
const ROUNDS_BETWEEN_CLEANUPS = 600;

/** Takes up updates that were stored but that no gateway works on any more. */
@Injectable()
export class InboxSweep extends Sweep {
  private rounds = 0;

  constructor(
    private readonly inbox: Inbox,
    private readonly dispatcher: UpdateDispatcher,
    private readonly identity: BotIdentity,
  ) {
    super(INTERVAL_MS);
  }

  protected async sweep(): Promise<void> {
    const chats = await this.inbox.orphanedChats(this.identity.botId, CHATS_A_ROUND);
    chats.forEach((chat) => this.dispatcher.wake(chat, { backlog: true }));
    if (this.rounds++ % ROUNDS_BETWEEN_CLEANUPS === 0) await this.inbox.forgetOld();
  }
}
