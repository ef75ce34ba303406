import { Injectable } from '@nestjs/common';
import { Inbox } from '@aisha/delivery';
import { Sweep } from '@aisha/platform';
import { BotIdentity } from '../bot-identity';
import { Takeover } from './takeover';
import { UpdateDispatcher } from './update-dispatcher';

/** A claim of a killed gateway lasts at most 3 s; looking each second adds little to that. */
const INTERVAL_MS = 1_000;
const CHATS_A_ROUND = 100;
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
    takeover: Takeover,
  ) {
    super(INTERVAL_MS);
    takeover.onTakeover(() => this.hurry());
  }

  protected async sweep(): Promise<void> {
    const chats = await this.inbox.orphanedChats(this.identity.botId, CHATS_A_ROUND);
    chats.forEach((chat) => this.dispatcher.wake(chat));
    if (this.rounds++ % ROUNDS_BETWEEN_CLEANUPS === 0) await this.inbox.forgetOld();
  }
}
