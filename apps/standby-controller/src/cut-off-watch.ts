import { Injectable } from '@nestjs/common';
import { HandOver } from './hand-over';
import { Roster } from './roster';

/**
 * Removes a poller that is cut off from Telegram while a standby is not. Gateways judge for themselves that they
 * are cut off (after failing for a while) and say so at once; where nobody gets through, nobody is moved.
 */
@Injectable()
export class CutOffWatch {
  constructor(
    private readonly roster: Roster,
    private readonly handOver: HandOver,
  ) {}

  /** Called at each heartbeat. */
  look(): void {
    for (const { botId, role, epoch, telegramReachable } of this.roster.list()) {
      if (role !== 'poller' || epoch === null || telegramReachable) continue;
      const [standby] = this.roster.ready(botId);
      if (!standby) continue;
      const reason = 'telegram-unreachable';
      void this.handOver.move({ botId, epoch, to: standby.instance, reason });
    }
  }
}
