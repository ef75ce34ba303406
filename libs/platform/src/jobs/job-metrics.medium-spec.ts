import { eventually, testRedisUrl } from '@aisha/testing';
import type { TestingModule } from '@nestjs/testing';
import { Metrics } from '../health/metrics';
import { JobMetrics } from './job-metrics';
import { GreetProcessor, greet, openJobs } from './jobs.fixture';
import { Jobs } from './jobs';

describe('the metrics of jobs', () => {
  let url: string;
  let module: TestingModule;
  const scrape = () => module.get(Metrics).registry.metrics();

  beforeEach(async () => {
    url = await testRedisUrl();
    module = await openJobs(url);
  });
  afterEach(() => module.close());

  it('should tell what waits, what is in hand and how jobs ended', async () => {
    const [jobs, processor] = [module.get(Jobs), module.get(GreetProcessor)];
    let open = (): void => undefined;
    const closed = new Promise<void>((resolve) => (open = resolve));
    processor.work = () => closed;
    // Four at a time.
    for (let index = 0; index < 10; index += 1) await jobs.enqueue(greet, { name: `p-${index}` });
    await eventually(async () => {
      const text = await scrape();
      expect(text).toContain('queue_jobs{queue="greet",state="waiting"} 6');
      expect(text).toContain('queue_jobs{queue="greet",state="active"} 4');
    });
    open();
    await eventually(async () => {
      const text = await scrape();
      expect(text).toContain('queue_jobs{queue="greet",state="waiting"} 0');
      expect(text).toContain('jobs_ended_total{queue="greet",outcome="done"} 10');
      expect(text).toMatch(/job_seconds_total\{queue="greet"\} \d/);
    });
  });

  it('should tell tries that failed, and those that wait for their next', async () => {
    const [jobs, processor] = [module.get(Jobs), module.get(GreetProcessor)];
    processor.work = () => Promise.reject(new Error('not now'));
    await jobs.enqueue(greet, { name: 'anna' });
    await eventually(async () => {
      const text = await scrape();
      expect(text).toContain('queue_jobs{queue="greet",state="delayed"} 1');
      expect(text).toContain('jobs_ended_total{queue="greet",outcome="failed"} 1');
    });
  });

  it('should tell no depth that it does not know, and hold up nobody who asks', async () => {
    const nowhere = await openJobs('redis://127.0.0.1:1', { processes: false });
    nowhere.get(JobMetrics).serve(greet);
    const begun = performance.now();
    const text = await nowhere.get(Metrics).registry.metrics();
    expect(performance.now() - begun).toBeLessThan(2_000);
    expect(text).not.toContain('queue_jobs{');
    expect(text).toContain('# TYPE queue_jobs gauge');
    await nowhere.close();
  });
});
