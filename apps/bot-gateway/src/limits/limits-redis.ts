import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, type RedisConfig, redisConnection, type RedisConnection } from '@aisha/platform';

/** The connection over which gateways share their limits: it answers within 100 ms or not at all. */
@Injectable()
export class LimitsRedis implements OnApplicationShutdown {
  readonly client: RedisConnection;

  constructor(@Inject(CONFIG) config: RedisConfig) {
    this.client = redisConnection(config, 'limiter');
    this.client.on('error', () => undefined); // /health tells of Redis; limits go on in memory
  }

  onApplicationShutdown(): void {
    this.client.disconnect();
  }
}
