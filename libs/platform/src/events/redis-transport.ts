import { type RedisOptions, Transport } from '@nestjs/microservices';
import type { RedisConfig } from '../config/config';

/**
 * Options of Nest's Redis transport, for hints and control commands only: it is pub/sub, so every replica
 * hears a message and nobody may. Without `retryAttempts` it would never connect again after a break.
 */
export function redisTransport({ REDIS_URL }: RedisConfig): RedisOptions {
  const url = new URL(REDIS_URL);
  return {
    transport: Transport.REDIS,
    options: {
      host: url.hostname,
      port: Number(url.port || 6379),
      username: decodeURIComponent(url.username) || undefined,
      password: decodeURIComponent(url.password) || undefined,
      db: Number(url.pathname.slice(1) || 0),
      ...(url.protocol === 'rediss:' ? { tls: {} } : {}),
      retryAttempts: Number.MAX_SAFE_INTEGER,
      retryDelay: 500,
    },
  };
}
