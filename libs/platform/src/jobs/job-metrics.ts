import { Injectable } from '@nestjs/common';
import type { JobContract } from '@aisha/contracts';
import { Gauge } from 'prom-client';
import { withDeadline } from '../deadline';
import { Metrics } from '../health/metrics';
import { Jobs } from './jobs';

/** A scrape waits for Redis no longer than this: then it goes without the depth of the queues. */
const ASK_DEADLINE_MS = 1_000;

/** How one try of a job ended: done, to be tried again, or for good. */
export type JobOutcome = 'done' | 'failed' | 'gave-up';

/** What waits in the queues that this process serves, and how its own jobs ended. */
@Injectable()
export class JobMetrics {
  private readonly served: JobContract<never>[] = [];
  private readonly ended;
  private readonly seconds;
  private readonly depth;

  constructor(
    private readonly jobs: Jobs,
    metrics: Metrics,
  ) {
    this.ended = metrics.counter('jobs_ended_total', 'Tries of jobs, by queue and how they ended', [
      'queue',
      'outcome',
    ]);
    this.seconds = metrics.counter('job_seconds_total', 'Time that jobs took', ['queue']);
    // Each process that serves a queue tells the same number of it: max over replicas, not sum.
    this.depth = new Gauge({
      name: 'queue_jobs',
      help: 'Jobs in Redis, by queue and state',
      labelNames: ['queue', 'state'],
      registers: [metrics.registry],
      collect: () => this.measure(),
    });
  }

  /** The queue's depth is told from now on. */
  serve<Payload>(contract: JobContract<Payload>): void {
    this.served.push(contract as unknown as JobContract<never>);
  }

  count(queue: string, outcome: JobOutcome, ms: number): void {
    this.ended.inc({ queue, outcome });
    this.seconds.inc({ queue }, ms / 1_000);
  }

  /** A number that is not known now is not told: an old one would look like a fresh one. */
  private async measure(): Promise<void> {
    this.depth.reset();
    await Promise.all(this.served.map((contract) => this.ask(contract).catch(() => undefined)));
  }

  private async ask(contract: JobContract<never>): Promise<void> {
    const depth = await withDeadline(this.jobs.depth(contract), ASK_DEADLINE_MS, 'no answer');
    for (const [state, jobs] of Object.entries(depth)) {
      this.depth.set({ queue: contract.queue, state }, jobs);
    }
  }
}
