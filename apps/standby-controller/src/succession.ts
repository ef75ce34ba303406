import { Injectable } from '@nestjs/common';
import { type PollerLeaseView, PollerLeases } from '@aisha/delivery';
import { isReady, Roster } from './roster';

export type Plan = { botId: string; epoch: number; from: string; to: string } | { refusal: string };

/** Who shall poll next when an operator asks for a change. */
@Injectable()
export class Succession {
  constructor(
    private readonly leases: PollerLeases,
    private readonly roster: Roster,
  ) {}

  /** @param to the instance that is asked for; else any standby that could poll right now */
  async plan(to?: string): Promise<Plan> {
    const held = (await this.leases.list()).filter((lease) => lease.held);
    if (held.length === 0) return { refusal: 'nobody polls' };
    return to === undefined ? this.any(held) : this.named(held, to);
  }

  private any([lease, ...more]: PollerLeaseView[]): Plan {
    if (!lease || more.length > 0) return { refusal: 'several bots are polled: say to whom' };
    const [standby] = this.roster.ready(lease.botId);
    return standby ? plan(lease, standby.instance) : { refusal: 'no standby is ready' };
  }

  private named(held: PollerLeaseView[], to: string): Plan {
    if (held.some(({ holder }) => holder === to)) return { refusal: `${to} polls already` };
    const entry = this.roster.find(to);
    if (!entry) return { refusal: `no gateway called ${to} is heard` };
    const lease = held.find(({ botId }) => botId === entry.botId);
    if (!lease) return { refusal: `nobody polls for the bot of ${to}` };
    return isReady(entry) ? plan(lease, to) : { refusal: `${to} is not ready to poll` };
  }
}

const plan = ({ botId, epoch, holder: from }: PollerLeaseView, to: string): Plan => ({
  botId,
  epoch,
  from,
  to,
});
