import { Injectable } from '@nestjs/common';
import { BroadcastRounds } from '@aisha/delivery';
import { Sweep } from '@aisha/platform';
import { BotIdentity } from '../bot-identity';

/** Bulk goes at 30 a second and 300 may wait, so a round a second never lets the senders run dry. */
const INTERVAL_MS = 1_000;

/** Moves the broadcast that runs on, wherever a gateway that died left it. */
@Injectable()
export class BroadcastSweep extends Sweep {
  constructor(
    private readonly rounds: BroadcastRounds,
    private readonly identity: BotIdentity,
  ) {
    super(INTERVAL_MS);
  }

  protected async sweep(): Promise<void> {
    await this.rounds.step(this.identity.botId);
  }
}
