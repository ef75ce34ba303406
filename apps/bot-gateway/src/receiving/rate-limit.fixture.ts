import { Metrics } from '@aisha/platform';
import type { GatewayConfig } from '../gateway.env';
import { LimitsRedis } from '../limits/limits-redis';
import { RateLimit } from './rate-limit';
import { SharedTally } from './shared-tally';

/** The rate limit of one gateway. Several over one Redis count together as several processes do. */
export function openRateLimit(redisUrl: string, perMinute: number) {
  const config = { REDIS_URL: redisUrl, RATE_LIMIT_PER_MINUTE: perMinute } as GatewayConfig;
  const redis = new LimitsRedis(config);
  return {
    limit: new RateLimit(config, new SharedTally(redis), new Metrics()),
    redis: redis.client,
    close: () => redis.onApplicationShutdown(),
  };
}
export type OpenRateLimit = ReturnType<typeof openRateLimit>;
