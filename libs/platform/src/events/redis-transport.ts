import { type RedisOptions, Transport } from '@nestjs/microservices';
import type { RedisConfig } from '../config/config';
import { parseRedisAddress } from '../redis/redis-address';
import { redisOptions } from '../redis/redis-options';

/**
 * Options of Nest's Redis transport, for hints and control commands only: it is pub/sub, so every replica
 * hears a message and nobody may. Without `retryAttempts` it would never connect again after a break.
 */
export const redisTransport = ({ REDIS_URL }: RedisConfig): RedisOptions => ({
  transport: Transport.REDIS,
  options: {
    ...redisOptions(parseRedisAddress(REDIS_URL)),
    retryAttempts: Number.MAX_SAFE_INTEGER,
    retryDelay: 500,
  },
});
