import { Controller, Logger } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { GATEWAY_STEP_DOWN, gatewayStepDown } from '@aisha/contracts';
import { BotIdentity } from '../bot-identity';
import { UpdateSource } from '../receiving/update-source';

/** Obeys the standby-controller. Whoever gets on next is settled by the lease, not here. */
@Controller()
export class StepDownController {
  private readonly logger = new Logger(StepDownController.name);

  constructor(
    private readonly source: UpdateSource,
    private readonly identity: BotIdentity,
  ) {}

  @EventPattern(GATEWAY_STEP_DOWN)
  stepDown(@Payload() message: unknown): void {
    const parsed = gatewayStepDown.safeParse(message);
    if (!parsed.success) return this.logger.warn({ msg: 'command of another version ignored' });
    const { botId, epoch, reason } = parsed.data;
    if (botId === String(this.identity.botId)) this.source.stepDown(epoch, reason);
  }
}
