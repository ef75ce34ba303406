import { eventually, describeWithRedisBinary, testSentinelRedis } from '@aisha/testing';
import type { TestingModule } from '@nestjs/testing';
import { HealthChecks } from '../health/health-checks';
import { GreetProcessor, greet, openJobs } from '../jobs/jobs.fixture';
import { Jobs } from '../jobs/jobs';
import { redisConnection } from './redis-connection';
import { openEvents } from './redis-fleet.fixture';

const PATIENCE = { timeoutMs: 20_000 };

// Where Docker brings Redis there may be no redis-server to start several of.
describeWithRedisBinary('Redis behind sentinels', () => {
  let redis: Awaited<ReturnType<typeof testSentinelRedis>>;
  let app: TestingModule;
  let events: Awaited<ReturnType<typeof openEvents>>;
  let limiter: ReturnType<typeof redisConnection>;

  beforeEach(async () => {
    redis = await testSentinelRedis();
    app = await openJobs(redis.url);
    events = await openEvents({ REDIS_URL: redis.url });
    limiter = redisConnection({ REDIS_URL: redis.url }, 'limiter');
    limiter.on('error', () => undefined);
  }, 40_000);
  afterEach(async () => {
    limiter.disconnect();
    await events.close();
    await app.close();
    await redis.close();
  });

  it.each(['SIGKILL', 'SIGSTOP'] as const)(
    'should go on at the new master after %s of the old one, with every job and every event',
    async (signal) => {
      const [jobs, processor] = [app.get(Jobs), app.get(GreetProcessor)];
      await eventually(() => events.say('before').then(() => events.heard.includes('before')));

      let open = (): void => undefined;
      const closed = new Promise<void>((resolve) => (open = resolve));
      processor.work = () => closed;
      const before = Array.from({ length: 20 }, (_, index) => `before-${index}`);
      for (const name of before) await jobs.enqueue(greet, { name });
      await redis.replicated();
      const old = await redis.masterUrl();
      redis.stopMaster(signal);
      open();

      await eventually(async () => expect(await redis.masterUrl()).not.toBe(old), PATIENCE);
      // A reminder that is refused meanwhile is a sweep's to make good; here it is asked for again.
      await eventually(async () => {
        await jobs.enqueue(greet, { name: 'after' });
        expect([...new Set(processor.greeted)].sort()).toEqual(['after', ...before].sort());
      }, PATIENCE);
      await eventually(() => limiter.incr('counted').then((count) => count > 0), PATIENCE);
      await eventually(
        () => events.say('after').then(() => events.heard.includes('after')),
        PATIENCE,
      );
      const { checks } = await app.get(HealthChecks).run();
      expect(checks).toMatchObject({ redis: { status: 'ok' }, greet: { status: 'ok' } });
    },
    60_000,
  );
});
