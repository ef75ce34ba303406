import { Redis, type RedisOptions } from 'ioredis';
import type { RedisConfig } from '../config/config';

export type RedisPurpose = 'worker' | 'producer' | 'limiter';

const BY_PURPOSE: Record<RedisPurpose, RedisOptions> = {
  worker: { maxRetriesPerRequest: null },
  producer: { maxRetriesPerRequest: 1, commandTimeout: 5_000 },
  // What is asked on the way of an update must not hold it up: no answer within 100 ms counts as none.
  limiter: {
    maxRetriesPerRequest: 0,
    commandTimeout: 100,
    enableOfflineQueue: false,
    disconnectTimeout: 100,
  },
};

/**
 * A Redis connection for one purpose. Workers wait for Redis for ever; a producer gives up at once, so that
 * nothing waits for a reminder which a sweep would make good; a limiter gives up before anybody notices.
 */
export function redisConnection({ REDIS_URL }: RedisConfig, purpose: RedisPurpose): Redis {
  return new Redis(REDIS_URL, {
    connectTimeout: 5_000,
    retryStrategy: (tries) => Math.min(tries * 100, 2_000),
    ...BY_PURPOSE[purpose],
  });
}
