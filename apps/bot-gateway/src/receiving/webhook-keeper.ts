import { Inject, Injectable, Logger } from '@nestjs/common';
import { PollerLock, type PollerTenure } from '@aisha/delivery';
import { CONFIG } from '@aisha/platform';
import { InjectBot } from 'nestjs-telegraf';
import { setTimeout as delay } from 'node:timers/promises';
import type { Telegraf } from 'telegraf';
import { BotIdentity } from '../bot-identity';
import type { GatewayConfig } from '../gateway.env';
import { ReceivingState } from './receiving-state';
import { WebhookRegistration } from './webhook-registration';

/**
 * Of all gateways in webhook mode the one that holds the poller's lock sets the webhook. So a gateway that still
 * polls is not cut off: its webhook comes when it has stopped. And a gateway that polls next unsets the webhook only
 * when it got the lock.
 */
@Injectable()
export class WebhookKeeper {
  private readonly logger = new Logger(WebhookKeeper.name);
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private tenure?: PollerTenure;
  private registration?: WebhookRegistration;
  private end = new AbortController();

  constructor(
    @Inject(CONFIG) private readonly config: GatewayConfig,
    @InjectBot() private readonly bot: Telegraf,
    private readonly lock: PollerLock,
    private readonly identity: BotIdentity,
    private readonly state: ReceivingState,
  ) {}

  get epoch(): number | null {
    return this.tenure?.epoch ?? null;
  }

  /** Why the webhook, if it is this gateway's to keep, is not known to stand. */
  get fault(): string | undefined {
    return this.registration?.fault;
  }

  start(): void {
    this.state.set('webhook');
    this.running = this.run();
  }

  /** Leaves the webhook as it is and gives the lock back at once. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** Gives the lock back; whoever gets it next keeps the webhook. */
  letGo(reason: string): void {
    this.end.abort(reason);
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        await this.serveOneTenure(signal);
      } catch (error) {
        this.logger.error({ msg: 'keeping the webhook was interrupted', error });
        await delay(1_000, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  private async serveOneTenure(stop: AbortSignal): Promise<void> {
    const { botId, instance } = this.identity;
    this.tenure = await this.lock.acquire(botId, instance, stop);
    if (!this.tenure) return;
    const { TELEGRAM_WEBHOOK_URL: url, TELEGRAM_WEBHOOK_SECRET: secret } = this.config;
    this.registration = new WebhookRegistration(this.bot.telegram, { url: url!, secret: secret! });
    this.end = new AbortController();
    this.state.set('webhook', this.tenure.epoch);
    const ends = AbortSignal.any([this.tenure.lost, stop, this.end.signal]);
    try {
      await this.registration.keep(ends);
    } finally {
      await this.tenure.release(stop.aborted ? 'shutdown' : String(ends.reason));
      this.tenure = this.registration = undefined;
      this.state.set('webhook');
    }
  }
}
