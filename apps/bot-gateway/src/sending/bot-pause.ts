import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Metrics } from '@aisha/platform';
import { BotIdentity } from '../bot-identity';
import { LimitsRedis } from '../limits/limits-redis';

/**
 * A pause that another gateway published is known after this time at the latest. Looking again and again costs
 * next to nothing, and unlike a subscription it misses nothing while Redis is away.
 */
const LOOK_MS = 200;
/** A pause that Redis knows less of than this process, by more than a round trip could explain. */
const PUBLISHED_AGAIN_MS = 1_000;
/** A shorter pause never cuts a longer one. Redis counts the time down: no two processes' clocks are compared. */
const PUBLISH = `
if redis.call('pttl', KEYS[1]) < tonumber(ARGV[2]) then
  redis.call('set', KEYS[1], ARGV[1], 'PX', ARGV[2])
end`;

/** Telegram refuses the whole bot: every gateway stops sending until that is over. */
@Injectable()
export class BotPause implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(BotPause.name);
  private readonly key: string;
  private readonly pauses;
  private until = 0;
  private stopped = false;
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly redis: LimitsRedis,
    identity: BotIdentity,
    metrics: Metrics,
  ) {
    this.key = `send-pause:${identity.botId}`;
    this.pauses = metrics.counter(
      'send_pauses_total',
      'Times that the whole bot stopped sending, by who was refused',
      ['by'],
    );
  }

  onApplicationBootstrap(): void {
    void this.look();
  }

  onApplicationShutdown(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  /** @param now of `performance.now()` @returns milliseconds, 0 when nothing is the matter */
  remaining(now: number): number {
    return this.until > now ? this.until - now : 0;
  }

  /** Stops this process at once and the others within 250 ms. Redis away: this process alone. */
  begin(waitMs: number, reason: string): void {
    this.extend(waitMs, 'us', reason);
    this.publish(waitMs, reason).catch((error: unknown) =>
      this.logger.warn({ msg: 'pause not published yet', error }),
    );
  }

  private async publish(waitMs: number, reason: string): Promise<void> {
    await this.redis.client.eval(PUBLISH, 1, this.key, reason, Math.ceil(waitMs));
  }

  private async look(): Promise<void> {
    try {
      const left = await this.redis.client.pttl(this.key);
      if (left > 0) this.extend(left, 'another', 'another gateway was refused');
      const known = this.remaining(performance.now());
      // Redis was away or emptied
      if (known > left + PUBLISHED_AGAIN_MS) await this.publish(known, 'known to a gateway');
    } catch {
      // Redis is away: what this process knows itself must do
    }
    if (!this.stopped) this.timer = setTimeout(() => void this.look(), LOOK_MS);
  }

  private extend(waitMs: number, by: 'us' | 'another', reason: string): void {
    const now = performance.now();
    if (this.until <= now) {
      this.pauses.inc({ by });
      this.logger.warn({ msg: 'sending pauses', waitMs, reason });
    }
    this.until = Math.max(this.until, now + waitMs);
  }
}
