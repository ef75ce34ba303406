import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { FenceLost, Inbox, PollerLock, type PollerTenure } from '@aisha/delivery';
import { CONFIG, HealthChecks, Metrics } from '@aisha/platform';
import { InjectBot } from 'nestjs-telegraf';
import { setTimeout as delay } from 'node:timers/promises';
import type { Telegraf } from 'telegraf';
import { BotIdentity } from '../bot-identity';
import type { GatewayConfig } from '../gateway.env';
import { getUpdates } from './get-updates';
import { pollFault } from './poll-fault';
import { chatIdOf } from './telegram-chat';
import { UpdateDispatcher } from './update-dispatcher';
import type { UpdateSource } from './update-source';

/** Above this many chats in hand the next poll waits: memory stays bounded, Telegram keeps the rest. */
const MAX_CHATS_IN_HAND = 500;
/** A standby leaves the primary this long to come first. */
const STANDBY_PATIENCE_MS = 10_000;

type Role = 'starting' | 'standby' | 'poller';

/** Takes updates from Telegram by long polling, for as long as this process holds the poller's lock. */
@Injectable()
export class PollingSource
  implements UpdateSource, OnApplicationBootstrap, BeforeApplicationShutdown
{
  private readonly logger = new Logger(PollingSource.name);
  private readonly stop = new AbortController();
  private readonly received;
  private running: Promise<void> = Promise.resolve();
  private tenure?: PollerTenure;
  private fault?: string;
  role: Role = 'starting';

  constructor(
    @Inject(CONFIG) private readonly config: GatewayConfig,
    @InjectBot() private readonly bot: Telegraf,
    private readonly lock: PollerLock,
    private readonly inbox: Inbox,
    private readonly dispatcher: UpdateDispatcher,
    private readonly identity: BotIdentity,
    checks: HealthChecks,
    metrics: Metrics,
  ) {
    this.received = metrics.counter('updates_received_total', 'Updates taken from Telegram');
    checks.add('poller', async () => this.health());
  }

  get epoch(): number | null {
    return this.tenure?.epoch ?? null;
  }

  get telegramReachable(): boolean {
    return this.fault === undefined;
  }

  onApplicationBootstrap(): void {
    this.running = this.run();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stop.abort();
    await this.running;
    await this.tenure?.release();
  }

  private health(): string {
    if (this.role === 'starting') throw new Error('waiting for Postgres');
    if (this.fault) throw new Error(this.fault);
    return this.role === 'poller' ? `polling, epoch ${this.epoch}` : 'standby';
  }

  private async run(): Promise<void> {
    const { BOT_MODE, SET_POLLING } = this.config;
    if (BOT_MODE === 'polling_standby' || !SET_POLLING) await this.pause(STANDBY_PATIENCE_MS);
    while (!this.stop.signal.aborted) {
      try {
        await this.serveOneTenure();
      } catch (error) {
        this.logger.error({ msg: 'polling interrupted', error });
        await this.pause(1_000);
      }
    }
  }

  private async serveOneTenure(): Promise<void> {
    this.role = 'standby';
    const { botId, instance } = this.identity;
    this.tenure = await this.lock.acquire(botId, instance, this.stop.signal);
    if (!this.tenure) return;
    this.role = 'poller';
    try {
      await this.poll(this.tenure);
    } finally {
      await this.tenure.release();
      this.tenure = undefined;
    }
  }

  /** One getUpdates in flight; the next is sent as soon as the last is committed, and confirms it. */
  private async poll({ epoch, lost }: PollerTenure): Promise<void> {
    const end = AbortSignal.any([lost, this.stop.signal]);
    let offset: number | undefined; // the first poll of a process sends none: nothing is confirmed unseen
    while (!end.aborted) {
      try {
        offset = await this.pollOnce(offset, epoch, end);
        this.fault = undefined;
      } catch (error) {
        if (error instanceof FenceLost) throw error;
        if (!end.aborted) await this.recover(error);
      }
      while (this.dispatcher.load > MAX_CHATS_IN_HAND && !end.aborted) await this.pause(20);
    }
  }

  private async pollOnce(offset: number | undefined, epoch: number, end: AbortSignal) {
    const updates = await getUpdates(this.bot.telegram, offset, end);
    if (updates.length === 0) return offset;
    const received = updates.map((update) => ({
      updateId: update.update_id,
      chatId: chatIdOf(update),
      raw: JSON.stringify(update),
    }));
    const chats = await this.inbox.store(this.identity.botId, received, epoch);
    this.received.inc(updates.length);
    chats.forEach((chat) => this.dispatcher.wake(chat));
    return updates.at(-1)!.update_id + 1;
  }

  private async recover(error: unknown): Promise<void> {
    const fault = pollFault(error);
    this.fault = fault.reason;
    this.logger.warn({ msg: 'poll failed', reason: fault.reason, waitMs: fault.waitMs });
    if (fault.webhookInTheWay) {
      // Pending updates stay: they may hold a payment.
      await this.bot.telegram.deleteWebhook({ drop_pending_updates: false }).catch(() => undefined);
    }
    await this.pause(fault.waitMs);
  }

  private async pause(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: this.stop.signal }).catch(() => undefined);
  }
}
