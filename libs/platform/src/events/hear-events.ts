import { type INestApplication, Logger } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import type { RedisConfig } from '../config/config';
import { redisConnection } from '../redis/redis-connection';
import { redisTransport } from './redis-transport';

const RETRY_MS = 1_000;

/**
 * Lets the app's `@EventPattern` controllers hear Nest's Redis transport, as soon as there is a Redis: a process
 * starts and does its work without one. Later breaks are mended by the transport itself.
 */
export function hearEvents(app: INestApplication, config: RedisConfig): void {
  app.connectMicroservice(redisTransport(config));
  void listen(app, config);
}

/** The transport's own first try must succeed: after a failed one it would stay deaf. So Redis is asked first. */
async function listen(app: INestApplication, config: RedisConfig): Promise<void> {
  const redis = redisConnection(config, 'worker');
  redis.on('error', () => undefined); // `redis` in /health says it
  for (;;) {
    try {
      await redis.ping();
      await app.startAllMicroservices();
      return redis.disconnect();
    } catch (error) {
      new Logger('hearEvents').warn({ msg: 'events cannot be heard yet', error });
      await delay(RETRY_MS, undefined, { ref: false });
    }
  }
}
