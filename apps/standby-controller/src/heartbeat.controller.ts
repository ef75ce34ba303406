import { Controller, Logger } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { GATEWAY_HEARTBEAT, gatewayHeartbeat } from '@aisha/contracts';
import { CutOffWatch } from './cut-off-watch';
import { Roster } from './roster';

/** Hears the gateways. */
@Controller()
export class HeartbeatController {
  private readonly logger = new Logger(HeartbeatController.name);

  constructor(
    private readonly roster: Roster,
    private readonly cutOffs: CutOffWatch,
  ) {}

  @EventPattern(GATEWAY_HEARTBEAT)
  heartbeat(@Payload() message: unknown): void {
    const parsed = gatewayHeartbeat.safeParse(message);
    if (!parsed.success) return this.logger.warn({ msg: 'heartbeat of another version ignored' });
    this.roster.hear(parsed.data);
    this.cutOffs.look();
  }
}
