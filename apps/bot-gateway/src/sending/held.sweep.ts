import { Injectable } from '@nestjs/common';
import { Held, type ReleasedMessage } from '@aisha/delivery';
import { Sweep } from '@aisha/platform';
import { BotIdentity } from '../bot-identity';
import { SharedLimits } from './shared-limits';

/** As long as the window in which bulk is counted. */
const INTERVAL_MS = 1_000;
/** As many as bulk has room for in a window: one of each chat, which may get one a second. */
const CHATS_A_ROUND = 30;

/**
 * Gives what a restore held, and an operator released, to the senders: as fast as bulk may go, and together with the
 * bulk that goes out meanwhile. A message counts here, so it is sent like any answer once it is given over.
 */
@Injectable()
export class HeldSweep extends Sweep {
  constructor(
    private readonly held: Held,
    private readonly limits: SharedLimits,
    private readonly identity: BotIdentity,
  ) {
    super(INTERVAL_MS);
  }

  protected async sweep(): Promise<void> {
    const admitted = await this.admit(await this.held.next(this.identity.botId, CHATS_A_ROUND));
    if (admitted.length > 0) await this.held.handOver(admitted);
  }

  /** The others ask again in the next round; so once there is no room in all, nobody else need ask in this one. */
  private async admit(messages: ReleasedMessage[]): Promise<string[]> {
    const admitted: string[] = [];
    for (const { id, chat } of messages) {
      const wait = await this.limits.takeBulk(chat.chatId);
      if (!wait) admitted.push(id);
      else if (wait.reason === 'bulk-total') break;
    }
    return admitted;
  }
}
