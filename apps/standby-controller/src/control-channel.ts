import { Inject, Injectable, Logger } from '@nestjs/common';
import { ClientProxy } from '@nestjs/microservices';
import { GATEWAY_STEP_DOWN, type GatewayStepDown } from '@aisha/contracts';

export const CONTROL_CLIENT = Symbol('CONTROL_CLIENT');

/** Says commands to the gateways. Whether one was heard shows in the lease, not here. */
@Injectable()
export class ControlChannel {
  private readonly logger = new Logger(ControlChannel.name);

  constructor(@Inject(CONTROL_CLIENT) private readonly client: ClientProxy) {}

  stepDown(command: GatewayStepDown): void {
    this.client.emit(GATEWAY_STEP_DOWN, command).subscribe({
      error: (error: unknown) => this.logger.warn({ msg: 'command not sent', error }),
    });
  }
}
