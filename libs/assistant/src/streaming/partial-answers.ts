import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, type RedisConfig, redisConnection, type RedisConnection } from '@aisha/platform';

/** Longer than a writer may be silent: one that died leaves nothing behind. */
const KEPT_MS = 120_000;
const keyOf = (answerId: string) => `answer-draft:${answerId}`;

/**
 * What is written of answers so far, for those who show it or end it. A hint in Redis: it answers within 100 ms or not
 * at all, and nothing is lost with it.
 */
@Injectable()
export class PartialAnswers implements OnApplicationShutdown {
  private readonly redis: RedisConnection;

  constructor(@Inject(CONFIG) config: RedisConfig) {
    this.redis = redisConnection(config, 'limiter');
    this.redis.on('error', () => undefined); // /health tells of Redis
  }

  onApplicationShutdown(): void {
    this.redis.disconnect();
  }

  async write(answerId: string, text: string): Promise<void> {
    await this.redis.set(keyOf(answerId), text, 'PX', KEPT_MS).catch(() => undefined);
  }

  /** @returns undefined when nobody writes it, or nobody knows */
  async read(answerId: string): Promise<string | undefined> {
    return (await this.redis.get(keyOf(answerId)).catch(() => null)) ?? undefined;
  }

  async end(answerId: string): Promise<void> {
    await this.redis.del(keyOf(answerId)).catch(() => undefined);
  }
}
