import { defineJob } from '@aisha/contracts';
import { eventually, describeWithRedisBinary, testRedisCluster } from '@aisha/testing';
import type { TestingModule } from '@nestjs/testing';
import { z } from 'zod';
import { HealthChecks } from '../health/health-checks';
import { GreetProcessor, greet, openJobs } from '../jobs/jobs.fixture';
import { Jobs } from '../jobs/jobs';
import { redisConnection } from './redis-connection';
import { openEvents } from './redis-fleet.fixture';

/** Nobody serves these: their jobs stay where they lie. */
const queues = Array.from({ length: 12 }, (_, index) =>
  defineJob({
    queue: `idle-${index}`,
    payload: z.object({ name: z.string() }),
    key: ({ name }) => name,
    attempts: 1,
    backoffMs: 1_000,
  }),
);

// Where Docker brings Redis there may be no redis-server to start several of.
describeWithRedisBinary('a Redis cluster', () => {
  let redis: Awaited<ReturnType<typeof testRedisCluster>>;
  let app: TestingModule;

  beforeAll(async () => {
    redis = await testRedisCluster();
    app = await openJobs(redis.url);
  }, 40_000);
  afterAll(async () => {
    await app.close();
    await redis.close();
  });

  it('should carry jobs, and find those that are lost', async () => {
    const [jobs, processor] = [app.get(Jobs), app.get(GreetProcessor)];
    await jobs.enqueue(greet, { name: 'anna' });
    const lost = [{ payload: { name: 'boris' }, traceId: 'trace' }];
    expect(await jobs.restore(greet, lost)).toBe(1);
    await eventually(() => expect(processor.greeted.sort()).toEqual(['anna', 'boris']));
  });

  it('should part the queues among its nodes, and keep each of them together', async () => {
    for (const queue of queues) await app.get(Jobs).enqueue(queue, { name: 'one' });
    const nodes = await redis.keysByNode();
    const holders = queues.map(({ queue }) =>
      nodes.filter((keys) => keys.some((key) => key.startsWith(`bull:{${queue}}:`))),
    );
    expect(holders.map((of) => of.length)).toEqual(queues.map(() => 1));
    expect(new Set(holders.flat()).size).toBe(3);
  });

  it('should count limits, by scripts with several keys too', async () => {
    const limiter = redisConnection({ REDIS_URL: redis.url }, 'limiter');
    await eventually(() => expect(limiter.status).toBe('ready'));
    limiter.defineCommand('both', {
      lua: `return redis.call('incr', KEYS[1]) + redis.call('incr', KEYS[2])`,
    });
    const both = limiter as unknown as { both(...args: unknown[]): Promise<number> };
    expect(await both.both(2, '{tally}:a', '{tally}:b')).toBe(2);
    limiter.disconnect();
  });

  it('should carry events, whichever node they come in at', async () => {
    const events = await openEvents({ REDIS_URL: redis.url });
    try {
      await eventually(() => events.say('hello').then(() => events.heard.includes('hello')));
    } finally {
      await events.close();
    }
  });

  it('should be healthy', async () => {
    expect(await app.get(HealthChecks).run()).toMatchObject({ ok: true });
  });
});
