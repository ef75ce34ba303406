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
import { UpdateSource } from '../receiving/update-source';

export const CONTROL_CHANNEL = Symbol('CONTROL_CHANNEL');
const INTERVAL_MS = 1_000;

/** Says once a second that this gateway lives and what it does. Nobody needs to hear it. */
@Injectable()
export class Heartbeat implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Heartbeat.name);
  private readonly startedAt = new Date().toISOString();
  private timer?: NodeJS.Timeout;

  constructor(
    @Inject(CONTROL_CHANNEL) private readonly channel: ClientProxy,
    private readonly source: UpdateSource,
    private readonly identity: BotIdentity,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.beat(), INTERVAL_MS);
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private beat(): void {
    const heartbeat: GatewayHeartbeat = {
      instance: this.identity.instance,
      botId: String(this.identity.botId),
      role: this.source.role === 'starting' ? 'standby' : this.source.role,
      epoch: this.source.epoch,
      telegramReachable: this.source.telegramReachable,
      startedAt: this.startedAt,
      sentAt: new Date().toISOString(),
    };
    this.channel.emit(GATEWAY_HEARTBEAT, heartbeat).subscribe({
      error: (error: unknown) => this.logger.debug({ msg: 'heartbeat not sent', error }),
    });
  }
}
