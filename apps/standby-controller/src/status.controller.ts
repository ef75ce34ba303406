import { Controller, Get, UseGuards } from '@nestjs/common';
import { PollerLeases } from '@aisha/delivery';
import { ControlTokenGuard } from './control-token.guard';
import { Roster } from './roster';

/** Who polls, since when, and who else is there. */
@Controller('status')
@UseGuards(ControlTokenGuard)
export class StatusController {
  constructor(
    private readonly leases: PollerLeases,
    private readonly roster: Roster,
  ) {}

  @Get()
  async status() {
    return { pollers: await this.leases.list(), gateways: this.roster.list() };
  }
}
