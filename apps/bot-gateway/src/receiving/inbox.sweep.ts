import { Injectable } from '@nestjs/common';
import { Inbox } from '@aisha/delivery';
import { Sweep } from '@aisha/platform';
import { BotIdentity } from '../bot-identity';
import { Takeover } from './takeover';
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
  /** The one before is gone, so what waits is nobody's, however young it is. */
  private isTakeover = false;

  constructor(
    private readonly inbox: Inbox,
    private readonly dispatcher: UpdateDispatcher,
    private readonly identity: BotIdentity,
    takeover: Takeover,
  ) {
    super(INTERVAL_MS);
    takeover.onTakeover(() => {
      this.isTakeover = true;
      this.hurry();
    });
  }

  protected async sweep(): Promise<void> {
    const olderThanS = this.isTakeover ? 0 : undefined;
    this.isTakeover = false;
    const { botId } = this.identity;
    const chats = await this.inbox.orphanedChats(botId, CHATS_A_ROUND, olderThanS);
    chats.forEach((chat) => this.dispatcher.wake(chat, { backlog: true }));
    if (this.rounds++ % ROUNDS_BETWEEN_CLEANUPS === 0) await this.inbox.forgetOld();
  }
}
