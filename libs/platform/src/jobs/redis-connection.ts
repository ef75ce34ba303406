import { Redis } from 'ioredis';
import type { RedisConfig } from '../config/config';

/**
 * A Redis connection for one purpose. Workers wait for Redis for ever; a producer gives up at once, so that
 * nothing waits for a reminder which a sweep would make good.
 */
export function redisConnection({ REDIS_URL }: RedisConfig, purpose: 'worker' | 'producer'): Redis {
  return new Redis(REDIS_URL, {
    maxRetriesPerRequest: purpose === 'worker' ? null : 1,
    enableOfflineQueue: true,
    connectTimeout: 5_000,
    commandTimeout: purpose === 'worker' ? undefined : 5_000,
    retryStrategy: (tries) => Math.min(tries * 100, 2_000),
  });
}
