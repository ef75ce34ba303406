import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, type RedisConfig } from '../config/config';
import { HealthChecks } from '../health/health-checks';
import { redisConnection } from './redis-connection';

/** `redis` in /health: a PING that answers. */
@Injectable()
export class RedisHealth implements OnApplicationShutdown {
  private readonly redis;
  private fault: Error = new Error('not connected yet');

  constructor(@Inject(CONFIG) config: RedisConfig, checks: HealthChecks) {
    this.redis = redisConnection(config, 'producer');
    this.redis.on('error', (error) => (this.fault = error)); // told by the check itself
    checks.add('redis', () => this.check());
  }

  onApplicationShutdown(): void {
    this.redis.disconnect();
  }

  /** Without a connection it says at once why there is none, and does not wait for the next try. */
  private async check(): Promise<void> {
    if (this.redis.status !== 'ready') throw this.fault;
    await this.redis.ping();
  }
}
