import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { ClientProxy } from '@nestjs/microservices';
import { GATEWAY_HEARTBEAT, type GatewayHeartbeat } from '@aisha/contracts';
import { BotIdentity } from '../bot-identity';
import { ReceivingState } from '../receiving/receiving-state';
import { TelegramProbe } from './telegram-probe';

export const CONTROL_CHANNEL = Symbol('CONTROL_CHANNEL');
const INTERVAL_MS = 1_000;

/** Says once a second, and at each change, that this gateway lives and what it does. Nobody needs to hear it. */
@Injectable()
export class Heartbeat implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Heartbeat.name);
  private readonly startedAt = new Date().toISOString();
  private timer?: NodeJS.Timeout;

  constructor(
    @Inject(CONTROL_CHANNEL) private readonly channel: ClientProxy,
    private readonly state: ReceivingState,
    private readonly probe: TelegramProbe,
    private readonly identity: BotIdentity,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.beat(), INTERVAL_MS);
    this.state.onChange(() => this.beat());
    this.probe.onChange(() => this.beat());
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private beat(): void {
    const heartbeat: GatewayHeartbeat = {
      instance: this.identity.instance,
      botId: String(this.identity.botId),
      role: this.state.role,
      epoch: this.state.epoch,
      telegramReachable: this.probe.reachable,
      startedAt: this.startedAt,
      sentAt: new Date().toISOString(),
    };
    this.channel.emit(GATEWAY_HEARTBEAT, heartbeat).subscribe({
      error: (error: unknown) => this.logger.debug({ msg: 'heartbeat not sent', error }),
    });
  }
}
