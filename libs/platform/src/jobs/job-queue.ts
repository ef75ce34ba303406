import type { JobContract } from '@aisha/contracts';
import { Job, Queue } from 'bullmq';
import { queuePrefix, type RedisConnection } from '../redis/redis-connection';

/** What lies in Redis for a job: the contract's payload and the trace that it belongs to. */
export interface JobEnvelope {
  payload: unknown;
  traceId: string;
  /** The span that asked for it; jobs from before, and those of processes that write no spans, have none. */
  spanId?: string;
}

/** A job as a producer names it. */
export interface Reminder<Payload> {
  payload: Payload;
  traceId: string;
  spanId?: string;
}

/** How many jobs wait for a worker, are in one's hands, or wait for their next try. */
export interface QueueDepth {
  waiting: number;
  active: number;
  delayed: number;
  /** For how long the next one has been there, in milliseconds; 0 where none waits. */
  oldestMs: number;
}

/** BullMQ's score of a delayed job: the time in milliseconds by its worker's clock, then 12 bits of a counter. */
const SCORE_UNITS_A_MS = 0x1000;

/** The producer's side of one queue. */
export class JobQueue<Payload> {
  private readonly queue: Queue<JobEnvelope>;

  constructor(
    private readonly contract: JobContract<Payload>,
    private readonly connection: RedisConnection,
    onError: (error: Error) => void,
  ) {
    this.queue = new Queue(contract.queue, {
      connection,
      prefix: queuePrefix(connection, contract.queue),
    });
    this.queue.on('error', onError);
  }

  /** A job that is there already stays as it is. @throws ZodError when a payload does not fit the contract */
  async add(reminders: readonly Reminder<Payload>[]): Promise<void> {
    const jobs = reminders.map((reminder) => this.jobOf(reminder));
    const [only] = jobs;
    // The usual case; in bulk it would cost a transaction more.
    if (only && jobs.length === 1) await this.queue.add(only.name, only.data, only.opts);
    else await this.queue.addBulk(jobs);
  }

  /** Which of these Redis does not have, and which wait for a time that no try is put off to. */
  async look(
    reminders: readonly Reminder<Payload>[],
  ): Promise<{ missing: Reminder<Payload>[]; tooFar: Reminder<Payload>[] }> {
    const latest = Date.now() + longestWaitMs(this.contract);
    const dues = await this.duesOf(reminders);
    return {
      missing: reminders.filter((_, index) => dues[index] === undefined),
      tooFar: reminders.filter((_, index) => (dues[index] ?? 0) > latest),
    };
  }

  /** Lets a delayed job run now. */
  async promote({ payload }: Reminder<Payload>): Promise<void> {
    const job = await Job.fromId(this.queue, this.contract.key(payload));
    await job?.promote().catch(() => undefined); // it began meanwhile
  }

  async depth(): Promise<QueueDepth> {
    const {
      waiting = 0,
      active = 0,
      delayed = 0,
    } = await this.queue.getJobCounts('waiting', 'active', 'delayed');
    const [next] = waiting > 0 ? await this.queue.getJobs('wait', 0, 0, true) : [];
    // It may have begun in between.
    const oldestMs = next ? Math.max(0, Date.now() - next.timestamp) : 0;
    return { waiting, active, delayed, oldestMs };
  }

  close(): Promise<void> {
    return this.queue.close();
  }

  private jobOf({ payload, traceId, spanId }: Reminder<Payload>) {
    const { queue, attempts, backoffMs, payload: schema } = this.contract;
    return {
      name: queue,
      data: { payload: schema.parse(payload), traceId, ...(spanId ? { spanId } : {}) },
      opts: {
        jobId: this.contract.key(payload),
        attempts,
        backoff: { type: 'exponential', delay: backoffMs, jitter: 0.3 },
        // The row remembers how a job ended. Kept jobs would swallow a later reminder with the same key.
        removeOnComplete: true,
        removeOnFail: true,
      },
    };
  }

  /** Undefined for a job that is not there, 0 for one that may run, else when it may. One round trip. */
  private async duesOf(reminders: readonly Reminder<Payload>[]): Promise<(number | undefined)[]> {
    const pipeline = this.connection.pipeline();
    for (const { payload } of reminders) {
      const id = this.contract.key(payload);
      pipeline.exists(this.queue.toKey(id)).zscore(this.queue.toKey('delayed'), id);
    }
    const answers = (await pipeline.exec()) ?? [];
    const values = answers.map(([error, value]) => {
      if (error) throw error;
      return Number(value ?? 0);
    });
    return reminders.map((_, index) =>
      values[2 * index] ? values[2 * index + 1]! / SCORE_UNITS_A_MS : undefined,
    );
  }
}

/** Before the last try. */
const longestWaitMs = ({
  attempts,
  backoffMs,
}: Pick<JobContract<never>, 'attempts' | 'backoffMs'>): number =>
  backoffMs * 2 ** Math.max(0, attempts - 2);
