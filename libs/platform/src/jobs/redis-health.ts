import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, type RedisConfig } from '../config/config';
import { HealthChecks } from '../health/health-checks';
import { redisConnection } from './redis-connection';

/** `redis` in /health: a PING that answers. */
@Injectable()
export class RedisHealth implements OnApplicationShutdown {
  private readonly redis;

  constructor(@Inject(CONFIG) config: RedisConfig, checks: HealthChecks) {
    this.redis = redisConnection(config, 'producer');
    this.redis.on('error', () => undefined); // reported by the check itself
    checks.add('redis', async () => void (await this.redis.ping()));
  }

  onApplicationShutdown(): void {
    this.redis.disconnect();
  }
}
