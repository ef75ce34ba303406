import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { RedisConfig } from '../config/config';
import { redisConnection } from '../jobs/redis-connection';
import { redisTransport } from './redis-transport';

/**
 * Lets an app's `@EventPattern` handlers hear the Redis transport, from the moment when Redis answers. Nest's own
 * start fails for good when Redis is away at that time; the app starts without waiting for it.
 */
export function hearEvents(app: NestFastifyApplication, config: RedisConfig): void {
  app.connectMicroservice(redisTransport(config));
  const scout = redisConnection(config, 'worker');
  scout.on('error', () => undefined); // `redis` in /health tells
  scout.once('ready', () => {
    scout.disconnect();
    app.startAllMicroservices().catch((error: unknown) => {
      new Logger('RedisTransport').error({ msg: 'events are not heard', error });
    });
  });
}
