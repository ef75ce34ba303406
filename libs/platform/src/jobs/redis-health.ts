import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, type RedisConfig } from '../config/config';
import { HealthChecks } from '../health/health-checks';
import { redisConnection, type RedisConnection } from '../redis/redis-connection';

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
    await answers(this.redis);
  }
}

/** A cluster's node answers a PING though others, and their part of the keys, are away. */
async function answers(redis: RedisConnection): Promise<void> {
  if (!('cluster' in redis) || !redis.isCluster) return void (await redis.ping());
  const info = await redis.cluster('INFO');
  if (!info.includes('cluster_state:ok')) throw new Error('the cluster is not complete');
}
