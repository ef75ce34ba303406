import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, type RedisConfig, redisConnection } from '@aisha/platform';
import { z } from 'zod';

/** What no waiting mends: our account is empty, or our key is refused. */
const outage = z.object({
  kind: z.enum(['balance', 'unauthorized']),
  /** Unix milliseconds. */
  since: z.number(),
  /** Calls that were made all the same and failed. */
  probes: z.number(),
});
export type Outage = z.infer<typeof outage>;
export type OutageKind = Outage['kind'];

const KEY = 'openai-outage';
const REST_KEY = 'openai-outage-rest';
// Nobody asks any more: the next call finds out anew.
const FORGOTTEN_AFTER_MS = 24 * 3_600_000;
// A slip of a few seconds is over soon; whoever has to pay or to mend a key takes longer.
const FIRST_REST_MS = 5_000;
const LONGEST_REST_MS = 60_000;

/** That OpenAI answers nobody, as all processes of this Redis know it. A Redis that is away knows of nothing. */
@Injectable()
export class OpenAiOutage implements OnApplicationShutdown {
  private readonly redis;

  constructor(@Inject(CONFIG) config: RedisConfig) {
    this.redis = redisConnection(config, 'limiter');
    this.redis.on('error', () => undefined); // told in /health
  }

  onApplicationShutdown(): void {
    this.redis.disconnect();
  }

  async current(): Promise<Outage | undefined> {
    const told = await this.redis.get(KEY).catch(() => null);
    return told === null ? undefined : outage.safeParse(JSON.parse(told)).data;
  }

  /** Whether the caller is the one that asks again; the others rest, for longer after each try. */
  async mayProbe({ probes }: Outage): Promise<boolean> {
    const rest = await this.redis
      .set(REST_KEY, '1', 'PX', restAfter(probes), 'NX')
      .catch(() => 'OK');
    return rest === 'OK';
  }

  /** @returns whether nobody knew */
  async began(kind: OutageKind): Promise<boolean> {
    await this.mayProbe({ kind, since: 0, probes: 0 });
    const told = JSON.stringify({ kind, since: Date.now(), probes: 0 });
    const isNew = await this.redis.set(KEY, told, 'PX', FORGOTTEN_AFTER_MS, 'NX').catch(() => null);
    return isNew === 'OK';
  }

  async goesOn(known: Outage): Promise<void> {
    const probes = known.probes + 1;
    const told = JSON.stringify({ ...known, probes });
    await this.redis.set(KEY, told, 'PX', FORGOTTEN_AFTER_MS).catch(() => undefined);
    await this.redis.set(REST_KEY, '1', 'PX', restAfter(probes)).catch(() => undefined);
  }

  async isOver(): Promise<void> {
    await this.redis.del(KEY).catch(() => undefined);
    await this.redis.del(REST_KEY).catch(() => undefined);
  }
}

const restAfter = (probes: number) => Math.min(FIRST_REST_MS * 2 ** probes, LONGEST_REST_MS);
