import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { HealthChecks, Metrics } from '@aisha/platform';
import { InjectBot } from 'nestjs-telegraf';
import { setTimeout as delay } from 'node:timers/promises';
import { type Telegraf, TelegramError } from 'telegraf';

/** From one question to the next while Telegram answers, which it does within 0.1 s. */
const EACH_MS = 1_000;
const ANSWER_MS = 900;
/** Once a question failed, the next ones follow closely; only failing for a while counts, not a single slip. */
const AGAIN_MS = 100;
const SECOND_ANSWER_MS = 500;
const CUT_OFF_AFTER_MS = 500;

/**
 * Asks Telegram from this very process whether it is there. A long poll would not tell: sent into a dead network
 * it hangs for a minute. Within 2.5 s of the loss of the way to Telegram this one says so.
 */
@Injectable()
export class TelegramProbe implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(TelegramProbe.name);
  private readonly stop = new AbortController();
  private readonly listeners: (() => void)[] = [];
  private readonly gauge;
  private failingSince?: number;
  private verdict?: boolean;

  constructor(
    @InjectBot() private readonly bot: Telegraf,
    checks: HealthChecks,
    metrics: Metrics,
  ) {
    this.gauge = metrics.gauge('telegram_reachable', '1 when Telegram answers');
    checks.add('telegram', async () => this.check());
  }

  /** False also before the first answer. */
  get reachable(): boolean {
    return this.verdict === true;
  }

  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  onApplicationBootstrap(): void {
    void this.run();
  }

  beforeApplicationShutdown(): void {
    this.stop.abort();
  }

  private async check(): Promise<void> {
    if (!this.reachable) throw new Error('Telegram does not answer');
  }

  private async run(): Promise<void> {
    while (!this.stop.signal.aborted) {
      const askedAt = performance.now();
      const isFailing = this.failingSince !== undefined;
      const answers = await this.ask(isFailing ? SECOND_ANSWER_MS : ANSWER_MS);
      this.judge(answers);
      const waitMs = answers ? askedAt + EACH_MS - performance.now() : AGAIN_MS;
      await delay(Math.max(0, waitMs), undefined, { signal: this.stop.signal }).catch(
        () => undefined,
      );
    }
  }

  /** Any answer will do, also a refusal; with 5xx Telegram's own front end says that it is not there. */
  private async ask(ms: number): Promise<boolean> {
    const signal = AbortSignal.any([this.stop.signal, AbortSignal.timeout(ms)]);
    try {
      await this.bot.telegram.callApi('getMe', {}, { signal: signal as never });
      return true;
    } catch (error) {
      return error instanceof TelegramError && error.code < 500;
    }
  }

  private judge(answers: boolean): void {
    const now = performance.now();
    if (answers) this.failingSince = undefined;
    else this.failingSince ??= now;
    if (answers) this.decide(true);
    else if (now - this.failingSince! >= CUT_OFF_AFTER_MS) this.decide(false);
  }

  private decide(verdict: boolean): void {
    if (verdict === this.verdict) return;
    this.verdict = verdict;
    this.gauge.set(verdict ? 1 : 0);
    if (!verdict) this.logger.warn({ msg: 'Telegram does not answer' });
    this.listeners.forEach((listener) => listener());
  }
}
