import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { BotIdentity } from '../bot-identity';
import { LimitsRedis } from '../limits/limits-redis';
import { RetryLine } from './retry-line';
import { SLIDING_WINDOW } from './sliding-window';

export interface SharedWait {
  waitMs: number;
  /** For metrics. */
  reason: 'group' | 'bulk-chat' | 'bulk-total';
}

/** Telegram's bounds for bots, telegra.ph/Hitting-limits-bot-FAQ: messages and seconds. */
const GROUP = { points: 20, duration: 60 };
const BULK_CHAT = { points: 1, duration: 1 };
const BULK_TOTAL = { points: 30, duration: 1 };
/** There are usually two gateways; each keeps to its half while they cannot count together. */
const GATEWAYS = 2;

/** Limits that all gateways keep together, counted in Redis, or by each for itself while Redis is away. */
@Injectable()
export class SharedLimits {
  private readonly group;
  private readonly bulkChat;
  private readonly bulkTotal;
  private readonly line = new RetryLine((BULK_TOTAL.duration * 1_000) / BULK_TOTAL.points);
  private bulkFullUntil = 0;

  constructor(
    private readonly redis: LimitsRedis,
    private readonly identity: BotIdentity,
  ) {
    this.group = this.limiter('group', GROUP);
    this.bulkChat = this.limiter('bulk-chat', BULK_CHAT);
    this.bulkTotal = this.limiter('bulk-total', BULK_TOTAL);
  }

  /** Takes one of the group's messages a minute, if there is one. */
  async takeGroup(chatId: number): Promise<SharedWait | undefined> {
    const waitMs = await ask(this.group, String(chatId));
    return waitMs > 0 ? { waitMs, reason: 'group' } : undefined;
  }

  /** Takes one of the bulk messages a second, for the chat and in all. */
  async takeBulk(chatId: number): Promise<SharedWait | undefined> {
    const full = this.bulkFullUntil - performance.now();
    if (full > 0) return this.queued(full);
    const chatMs = await ask(this.bulkChat, String(chatId));
    if (chatMs > 0) return { waitMs: chatMs, reason: 'bulk-chat' };
    const totalMs = await ask(this.bulkTotal, 'all');
    if (totalMs === 0) return undefined;
    await this.bulkChat.delete(String(chatId)).catch(() => undefined); // not sent, so not counted
    this.bulkFullUntil = performance.now() + totalMs;
    return this.queued(totalMs);
  }

  private queued(fullForMs: number): SharedWait {
    return { waitMs: this.line.join(fullForMs, performance.now()), reason: 'bulk-total' };
  }

  private limiter(name: string, { points, duration }: { points: number; duration: number }) {
    const keyPrefix = `send-${name}:${this.identity.botId}`;
    return new RateLimiterRedis({
      storeClient: this.redis.client,
      keyPrefix,
      points,
      duration,
      rejectIfRedisNotReady: true,
      // The library defines its command once a connection, so all limiters of one must have the same script.
      customIncrTtlLuaScript: SLIDING_WINDOW,
      insuranceLimiter: new RateLimiterMemory({
        keyPrefix,
        points: Math.ceil(points / GATEWAYS),
        duration,
      }),
    });
  }
}

/** @returns 0 when one was taken, else the milliseconds until there is room */
async function ask(limiter: RateLimiterRedis, key: string): Promise<number> {
  try {
    await limiter.consume(key);
    return 0;
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    // The limiter in memory goes by the wall clock: a jump of it must not become a wait.
    return Math.min(Math.max(refusal.msBeforeNext, 1), limiter.duration * 1_000);
  }
}
