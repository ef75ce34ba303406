import { Injectable } from '@nestjs/common';
import type { JobContract } from '@aisha/contracts';
import { withDeadline } from '../deadline';
import { Metrics } from '../health/metrics';
import { once } from '../health/once';
import type { QueueDepth } from './job-queue';
import { Jobs } from './jobs';

/** A scrape waits for Redis no longer than this: then it goes without the depth of the queues. */
const ASK_DEADLINE_MS = 1_000;
/** Two gauges of one scrape tell of the same moment. */
const KEPT_MS = 100;

/** How one try of a job ended: done, to be tried again, or for good. */
const OUTCOMES = ['done', 'failed', 'gave-up'] as const;
export type JobOutcome = (typeof OUTCOMES)[number];

/** From what goes at once to the minutes and hours that some work may wait and take. */
const BUCKETS_S = [0.01, 0.05, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800];

/** What waits in the queues that this process serves, and how its own jobs ended. */
@Injectable()
export class JobMetrics {
  private readonly served: JobContract<never>[] = [];
  private readonly ended;
  private readonly seconds;
  private readonly waits;
  private readonly runs;

  constructor(
    private readonly jobs: Jobs,
    metrics: Metrics,
  ) {
    this.ended = metrics.counter('jobs_ended_total', 'Tries of jobs, by queue and how they ended', [
      'queue',
      'outcome',
    ]);
    this.seconds = metrics.counter('job_seconds_total', 'Time that jobs took', ['queue']);
    const wait = 'From the enqueuing of a job to its first try';
    this.waits = metrics.histogram('job_wait_seconds', wait, BUCKETS_S, ['queue']);
    const run = 'Time that one try of a job took';
    this.runs = metrics.histogram('job_run_seconds', run, BUCKETS_S, ['queue']);
    // Each process that serves a queue tells the same numbers of it: max over replicas, not sum.
    const asked = once(() => this.depths(), KEPT_MS);
    metrics.reading(
      'queue_jobs',
      'Jobs in Redis, by queue and state',
      ['queue', 'state'],
      async () =>
        (await asked()).flatMap(({ queue, depth: { waiting, active, delayed } }) =>
          Object.entries({ waiting, active, delayed }).map(([state, value]) => {
            return { labels: { queue, state }, value };
          }),
        ),
    );
    const oldest = 'For how long the next job of a queue has been there';
    metrics.reading('queue_oldest_seconds', oldest, ['queue'], async () =>
      (await asked()).map(({ queue, depth }) => {
        return { labels: { queue }, value: depth.oldestMs / 1_000 };
      }),
    );
  }

  /** The queue's depth is told from now on. */
  serve<Payload>(contract: JobContract<Payload>): void {
    this.served.push(contract as unknown as JobContract<never>);
    // An alarm hears of the first one too.
    for (const outcome of OUTCOMES) this.ended.inc({ queue: contract.queue, outcome }, 0);
  }

  /** A job's first try begins. */
  begun(queue: string, waitedMs: number): void {
    this.waits.observe({ queue }, Math.max(0, waitedMs) / 1_000); // by the clock of another machine
  }

  count(queue: string, outcome: JobOutcome, ms: number): void {
    this.ended.inc({ queue, outcome });
    this.seconds.inc({ queue }, ms / 1_000);
    this.runs.observe({ queue }, ms / 1_000);
  }

  /** Of the queues that answer. */
  private async depths(): Promise<{ queue: string; depth: QueueDepth }[]> {
    const answers = await Promise.allSettled(
      this.served.map(async (contract) => ({
        queue: contract.queue,
        depth: await withDeadline(this.jobs.depth(contract), ASK_DEADLINE_MS, 'no answer'),
      })),
    );
    return answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  }
}
