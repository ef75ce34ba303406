import { Inject, Injectable } from '@nestjs/common';
import { PollerLeases } from '@aisha/delivery';
import { CONFIG } from '@aisha/platform';
import { setTimeout as delay } from 'node:timers/promises';
import { BotIdentity } from '../bot-identity';
import type { GatewayConfig } from '../gateway.env';

/** A standby that starts together with its primary leaves it this long to come first. */
const PATIENCE_MS = 10_000;
const LOOK_EACH_MS = 100;

/** Lets the primary go first where a standby is started before there is any poller. */
@Injectable()
export class StandbyPatience {
  private readonly isStandby: boolean;

  constructor(
    @Inject(CONFIG) { BOT_MODE, SET_POLLING }: GatewayConfig,
    private readonly leases: PollerLeases,
    private readonly identity: BotIdentity,
  ) {
    this.isStandby = BOT_MODE === 'polling_standby' || !SET_POLLING;
  }

  /** Until there is a poller to stand by for, or one fell, or none came, or the signal is aborted. Never throws. */
  async wait(signal: AbortSignal): Promise<void> {
    if (!this.isStandby) return;
    let deadline = Infinity; // no primary can have come before there is a database
    while (!signal.aborted && performance.now() < deadline) {
      const isNeeded = await this.look();
      if (isNeeded) return;
      if (isNeeded === false) deadline = Math.min(deadline, performance.now() + PATIENCE_MS);
      await delay(LOOK_EACH_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  private look(): Promise<boolean | undefined> {
    return this.leases.isHeldOrFallen(this.identity.botId).catch(() => undefined);
  }
}
