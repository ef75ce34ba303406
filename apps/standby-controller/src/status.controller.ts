import { Controller, Get, UseGuards } from '@nestjs/common';
import { PollerFailovers, PollerLeases } from '@aisha/delivery';
import { ControlTokenGuard } from './control-token.guard';
import { Roster } from './roster';

const FAILOVERS_SHOWN = 50;

/** Who polls, since when, who else is there, and how the poller changed. */
@Controller('status')
@UseGuards(ControlTokenGuard)
export class StatusController {
  constructor(
    private readonly leases: PollerLeases,
    private readonly failovers: PollerFailovers,
    private readonly roster: Roster,
  ) {}

  @Get()
  async status() {
    const [pollers, failovers] = await Promise.all([
      this.leases.list(),
      this.failovers.latest(FAILOVERS_SHOWN),
    ]);
    return { pollers, gateways: this.roster.list(), failovers };
  }
}
