import { eventually, testRedisUrl } from '@aisha/testing';
import type { TestingModule } from '@nestjs/testing';
import { Redis } from 'ioredis';
import { GreetProcessor, greet, openJobs } from './jobs.fixture';
import { Jobs } from './jobs';

const reminders = (...names: string[]) =>
  names.map((name) => ({ payload: { name }, traceId: 'trace' }));

describe('Jobs', () => {
  let url: string;
  let redis: Redis;
  let open: TestingModule[];

  const start = async (options?: { processes: boolean }) => {
    const module = await openJobs(url, options);
    open.push(module);
    return module;
  };

  beforeEach(async () => {
    open = [];
    url = await testRedisUrl();
    redis = new Redis(url);
    await redis.flushdb();
  });
  afterEach(async () => {
    await Promise.all(open.map((module) => module.close()));
    redis.disconnect();
  });

  it('should restore what Redis has lost, and leave alone what it has', async () => {
    const jobs = (await start({ processes: false })).get(Jobs);
    await jobs.enqueue(greet, { name: 'anna' });
    expect(await jobs.restore(greet, reminders('anna', 'boris', 'clara'))).toBe(2);
    expect(await jobs.restore(greet, reminders('anna', 'boris', 'clara'))).toBe(0);
    await redis.flushdb();
    expect(await jobs.restore(greet, reminders('anna', 'boris', 'clara'))).toBe(3);
    const processor = (await start()).get(GreetProcessor);
    await eventually(() => expect(processor.greeted.sort()).toEqual(['anna', 'boris', 'clara']));
  });

  it('should restore thousands at once', async () => {
    const jobs = (await start({ processes: false })).get(Jobs);
    const many = reminders(...Array.from({ length: 5_000 }, (_, index) => `person-${index}`));
    expect(await jobs.restore(greet, many)).toBe(5_000);
    const begun = performance.now();
    expect(await jobs.restore(greet, many)).toBe(0);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });

  it('should leave alone a job that waits for its next try, but not one that waits beyond any', async () => {
    const module = await start();
    const [jobs, processor] = [module.get(Jobs), module.get(GreetProcessor)];
    let tries = 0;
    processor.work = async () => {
      if (++tries === 1) throw new Error('not now');
    };
    await jobs.enqueue(greet, { name: 'anna' });
    await eventually(async () => expect(await redis.zcard('bull:greet:delayed')).toBe(1));
    expect(await jobs.restore(greet, reminders('anna'))).toBe(0);
    expect(tries).toBe(1);
    // As a worker whose clock was ten minutes ahead would have put it off.
    const later = (Date.now() + 600_000) * 0x1000;
    await redis.zadd('bull:greet:delayed', 'XX', later, 'greet-anna');
    await jobs.restore(greet, reminders('anna'));
    await eventually(() => expect(processor.greeted).toEqual(['anna']));
  });

  it('should go on with the next job when Redis was emptied in the middle of one', async () => {
    const module = await start();
    const [jobs, processor] = [module.get(Jobs), module.get(GreetProcessor)];
    let end = (): void => undefined;
    processor.work = ({ name }) =>
      name === 'anna' ? new Promise((resolve) => (end = resolve)) : Promise.resolve();
    await jobs.enqueue(greet, { name: 'anna' });
    await eventually(async () => expect(await redis.exists('bull:greet:greet-anna:lock')).toBe(1));
    await redis.flushdb();
    await jobs.enqueue(greet, { name: 'boris' });
    end();
    await eventually(() => expect(processor.greeted.sort()).toEqual(['anna', 'boris']));
    expect(await redis.exists('bull:greet:greet-anna')).toBe(0);
  });

  it("should keep a long job's lock though the clock is turned back", async () => {
    const module = await start();
    const [jobs, processor] = [module.get(Jobs), module.get(GreetProcessor)];
    let begun = 0;
    processor.work = async () => {
      if (++begun > 1) return;
      const now = Date.now;
      Date.now = () => now() - 600_000;
      // Longer than a lock lasts and than the check for jobs without one.
      await eventually(() => expect(performance.now() - startedAt).toBeGreaterThan(9_000), {
        timeoutMs: 15_000,
      });
      Date.now = now;
    };
    const startedAt = performance.now();
    await jobs.enqueue(greet, { name: 'anna' });
    await eventually(() => expect(processor.greeted).toEqual(['anna']), { timeoutMs: 20_000 });
    expect(begun).toBe(1);
  });

  it('should let nobody wait for a Redis that is away', async () => {
    const nowhere = await openJobs('redis://127.0.0.1:1', { processes: false });
    const begun = performance.now();
    await nowhere.get(Jobs).enqueue(greet, { name: 'anna' });
    await nowhere.get(Jobs).enqueue(greet, { name: 'boris' });
    expect(performance.now() - begun).toBeLessThan(2_500);
    await nowhere.close();
  });
});
