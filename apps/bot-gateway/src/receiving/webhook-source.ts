import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { CONFIG, HealthChecks, Metrics } from '@aisha/platform';
import type { GatewayConfig } from '../gateway.env';
import type { UpdateSource } from './update-source';
import { WebhookIntake } from './webhook-intake';
import { WebhookKeeper } from './webhook-keeper';
import { WebhookServer } from './webhook-server';

/** Takes updates that Telegram pushes. Any number of gateways may; one of them keeps the webhook set. */
@Injectable()
export class WebhookSource
  implements UpdateSource, OnApplicationBootstrap, BeforeApplicationShutdown
{
  private readonly logger = new Logger(WebhookSource.name);
  private readonly server: WebhookServer;

  constructor(
    @Inject(CONFIG) private readonly config: GatewayConfig,
    private readonly keeper: WebhookKeeper,
    intake: WebhookIntake,
    checks: HealthChecks,
    metrics: Metrics,
  ) {
    const requests = metrics.counter('webhook_requests_total', 'Requests by outcome', ['outcome']);
    this.server = new WebhookServer({
      secret: config.TELEGRAM_WEBHOOK_SECRET!, // required in this mode
      take: (update) => intake.take(update),
      isOverloaded: () => intake.isOverloaded,
      count: (outcome) => requests.inc({ outcome }),
      onFailure: (error) => this.logger.warn({ msg: 'update not taken', error }),
    });
    checks.add('webhook', async () => this.health());
  }

  stepDown(epoch: number, reason: string): void {
    if (this.keeper.epoch === epoch) this.keeper.letGo(reason);
  }

  async onApplicationBootstrap(): Promise<void> {
    const port = await this.server.listen(this.config.WEBHOOK_HOST, this.config.WEBHOOK_PORT);
    this.logger.log({ msg: 'webhook listening', port });
    this.keeper.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([this.keeper.stop(), this.server.close()]);
  }

  private health(): string {
    if (this.keeper.fault) throw new Error(this.keeper.fault);
    const { epoch } = this.keeper;
    return epoch === null ? 'ready; another gateway holds the lock' : `set, epoch ${epoch}`;
  }
}
