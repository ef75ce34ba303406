import { Injectable } from '@nestjs/common';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { LimitsRedis } from '../limits/limits-redis';

export const WINDOW_MS = 60_000;
/** Redis that does not answer is left alone this long, so that not every batch waits for it in vain. */
const ASIDE_MS = 1_000;

export interface Tally {
  /** All that was counted under the key in its window, what was added now included. */
  count: number;
  /** Until the window ends and the count begins anew, in ms. 0 where the limit was not passed. */
  leftMs: number;
}
export interface Addition {
  key: string;
  count: number;
  limit: number;
}

/** Adds many counts in one go; a window begins with the first count in it. */
const ADD = `
local answers = {}
for i, key in ipairs(KEYS) do
  local added = tonumber(ARGV[2 * i])
  local count = redis.call('incrby', key, added)
  if count == added then redis.call('pexpire', key, ARGV[1]) end
  answers[2 * i - 1] = count
  answers[2 * i] = count > tonumber(ARGV[2 * i + 1]) and redis.call('pttl', key) or 0
end
return answers`;

interface WithAdd {
  addToTallies(keys: number, ...keysAndArguments: (string | number)[]): Promise<number[]>;
}

/**
 * Counts by the minute, over all gateways: one round trip for any number of keys. While Redis is away or slow
 * each gateway counts for itself, which lets more through, never less.
 */
@Injectable()
export class SharedTally {
  private readonly redis: WithAdd;
  private readonly memory = new RateLimiterMemory({
    points: Number.MAX_SAFE_INTEGER,
    duration: WINDOW_MS / 1_000,
  });
  private asideUntil = 0;

  constructor({ client }: LimitsRedis) {
    client.defineCommand('addToTallies', { lua: ADD });
    this.redis = client as typeof client & WithAdd;
  }

  /** @param additions of different keys, which must share a hash tag: a Redis Cluster keeps them together */
  async add(additions: Addition[]): Promise<Tally[]> {
    if (performance.now() < this.asideUntil) return this.addInMemory(additions);
    try {
      return await this.addInRedis(additions);
    } catch {
      this.asideUntil = performance.now() + ASIDE_MS;
      return this.addInMemory(additions);
    }
  }

  private async addInRedis(additions: Addition[]): Promise<Tally[]> {
    const keys = additions.map(({ key }) => key);
    const counts = additions.flatMap(({ count, limit }) => [count, limit]);
    const answers = await this.redis.addToTallies(keys.length, ...keys, WINDOW_MS, ...counts);
    return additions.map((_, index) => ({
      count: answers[2 * index]!,
      leftMs: answers[2 * index + 1]!,
    }));
  }

  private addInMemory(additions: Addition[]): Promise<Tally[]> {
    return Promise.all(
      additions.map(async ({ key, count }) => {
        const { consumedPoints, msBeforeNext } = await this.memory.penalty(key, count);
        // It goes by the wall clock, a jump of which must not become a wait.
        return { count: consumedPoints, leftMs: Math.min(Math.max(msBeforeNext, 1), WINDOW_MS) };
      }),
    );
  }
}
