import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { JobContract } from '@aisha/contracts';
import { type Job, UnrecoverableError, Worker } from 'bullmq';
import { CONFIG, type RedisConfig } from '../config/config';
import { isForeseen, isPermanent } from '../errors';
import { HealthChecks } from '../health/health-checks';
import { runWithTrace } from '../logging/trace';
import { reportError } from '../reporting/error-reports';
import { inSpan } from '../tracing/span';
import { keepLock, LOCK_MS } from './job-lock';
import { JobMetrics } from './job-metrics';
import type { JobEnvelope } from './job-queue';
import { queuePrefix, redisConnection, type RedisConnection } from '../redis/redis-connection';

const STALLED_CHECK_MS = 2_000;
/** Each kill of a worker counts once; BullMQ's default of 1 would fail a job after the second deploy. */
const MAX_STALLS = 10;
/** Between tries to take a job, or to tell of its end, when Redis is away; BullMQ's default is 15 s. */
const RETRY_MS = 1_000;

/** Serves one queue. A subclass names the contract and handles the payload. */
@Injectable()
export abstract class JobProcessor<Payload>
  implements OnApplicationBootstrap, BeforeApplicationShutdown
{
  protected readonly logger = new Logger(this.constructor.name);
  @Inject(CONFIG) private readonly redis!: RedisConfig;
  @Inject(HealthChecks) private readonly health!: HealthChecks;
  @Inject(JobMetrics) private readonly metrics!: JobMetrics;
  private readonly inHand = new Set<Promise<void>>();
  private worker?: Worker<JobEnvelope>;
  private connection?: RedisConnection;

  protected constructor(
    private readonly contract: JobContract<Payload>,
    private readonly concurrency: number,
  ) {}

  /** Does the work. Doing it twice must be the same as once. Throws to be tried again. */
  protected abstract handle(payload: Payload, signal: AbortSignal): Promise<void>;

  /** Called when no try is left, with the last error. Default: nothing, the sweep decides. */
  protected giveUp?(payload: Payload, error: Error): Promise<void>;

  onApplicationBootstrap(): void {
    this.connection = redisConnection(this.redis, 'worker');
    this.worker = new Worker<JobEnvelope>(
      this.contract.queue,
      (job, token, signal) => this.keep(this.traced(job, token ?? '', signal)),
      {
        connection: this.connection,
        prefix: queuePrefix(this.connection, this.contract.queue),
        concurrency: this.concurrency,
        lockDuration: LOCK_MS,
        skipLockRenewal: true, // done by keepLock
        runRetryDelay: RETRY_MS,
        stalledInterval: STALLED_CHECK_MS,
        maxStalledCount: MAX_STALLS,
      },
    );
    this.worker.on('error', (error) => this.logger.warn({ msg: 'worker connection', error }));
    this.metrics.serve(this.contract);
    this.health.add(this.contract.queue, () => this.check());
  }

  /** Jobs in hand end before the database closes. A Redis that is away is not waited for. */
  async beforeApplicationShutdown(): Promise<void> {
    const isThere = this.connection?.status === 'ready';
    const closing = this.worker?.close(!isThere).catch(() => undefined);
    await Promise.allSettled(this.inHand);
    if (isThere) await closing;
    this.connection?.disconnect(); // BullMQ leaves open what it did not open itself
  }

  private keep(work: Promise<void>): Promise<void> {
    const forget = () => this.inHand.delete(work);
    this.inHand.add(work);
    work.then(forget, forget);
    return work;
  }

  /** Its queue's name in /health: is there anybody who takes jobs? */
  private async check(): Promise<void> {
    if (!this.worker?.isRunning()) throw new Error('takes no jobs');
  }

  private traced(
    job: Job<JobEnvelope>,
    token: string,
    signal = new AbortController().signal,
  ): Promise<void> {
    const { traceId, spanId } = job.data;
    const facts = { job: job.id ?? '', attempt: job.attemptsMade + 1, waitMs: waitMs(job) };
    const run = () => this.run(job, token, signal);
    const name = `job ${this.contract.queue}`;
    return runWithTrace(traceId, () => inSpan(name, { kind: 'consumer', facts }, run), spanId);
  }

  private async run(job: Job<JobEnvelope>, token: string, signal: AbortSignal): Promise<void> {
    const parsed = this.contract.payload.safeParse(job.data.payload);
    if (!parsed.success) throw new UnrecoverableError(`payload of ${job.id} does not fit`);
    const letLockGo = keepLock(job, token, (error) =>
      this.logger.warn({ msg: 'lock of a running job', job: job.id, error }),
    );
    const begun = performance.now();
    if (job.attemptsMade === 0) this.metrics.begun(this.contract.queue, waitMs(job));
    try {
      await this.handle(parsed.data, signal);
      const ms = Math.round(performance.now() - begun);
      this.metrics.count(this.contract.queue, 'done', ms);
      this.logger.log({ msg: 'job done', queue: this.contract.queue, job: job.id, ms });
    } catch (error) {
      await this.failed(job, parsed.data, error as Error, performance.now() - begun);
    } finally {
      letLockGo();
    }
  }

  private async failed(
    job: Job<JobEnvelope>,
    payload: Payload,
    error: Error,
    ms: number,
  ): Promise<never> {
    const last = isPermanent(error) || job.attemptsMade + 1 >= this.contract.attempts;
    this.metrics.count(this.contract.queue, last ? 'gave-up' : 'failed', ms);
    this.logger.warn({
      msg: 'job failed',
      queue: this.contract.queue,
      job: job.id,
      attempt: job.attemptsMade + 1,
      last,
      error,
    });
    if (last) {
      this.report(job, error);
      await this.giveUp?.(payload, error);
    }
    throw last ? new UnrecoverableError(error.message) : error;
  }

  /** A refusal that the domain expects, or a provider's failure, has its own way to be known. */
  private report({ id }: Job<JobEnvelope>, error: Error): void {
    const { queue } = this.contract;
    if (!isForeseen(error)) reportError(error, 'job given up', { queue, job: id ?? '' });
  }
}

/** How long it lay in Redis before its first try, in milliseconds, by the clocks of two machines. */
const waitMs = ({ timestamp, processedOn = timestamp }: Job<JobEnvelope>): number =>
  Math.max(0, processedOn - timestamp);
