import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { JobContract } from '@aisha/contracts';
import { CONFIG, type RedisConfig } from '../config/config';
import { withDeadline } from '../deadline';
import { currentTrace, currentTraceId, newTraceId } from '../logging/trace';
import { afterCommit } from '../unit-of-work';
import { JobQueue, type QueueDepth, type Reminder } from './job-queue';
import { redisConnection, type RedisConnection } from '../redis/redis-connection';

/** Redis takes a job within a millisecond. Whoever waits for it here has done the work and wants to go on. */
const ADD_DEADLINE_MS = 1_000;
/** Of jobs that were lost, to Redis in one go. */
const BATCH = 1_000;

/** Enqueues reminders for rows. A lost reminder is not an error: the row is found by a sweep. */
@Injectable()
export class Jobs implements OnApplicationShutdown {
  private readonly logger = new Logger(Jobs.name);
  private readonly queues = new Map<string, JobQueue<never>>();
  private connection?: RedisConnection;

  constructor(@Inject(CONFIG) private readonly config: RedisConfig) {}

  /**
   * Adds a job once the surrounding transaction is committed (at once where there is none).
   * @throws ZodError when the payload does not fit the contract
   */
  async enqueue<Payload>(
    contract: JobContract<Payload>,
    payload: Payload,
    traceId = currentTraceId() ?? newTraceId(),
  ): Promise<void> {
    const trace = currentTrace();
    const spanId = trace?.id === traceId ? trace.spanId : undefined;
    const reminder = { payload: contract.payload.parse(payload), traceId, spanId };
    await afterCommit(() => this.add(contract, reminder));
  }

  /**
   * Enqueues again what Redis has lost, for sweeps: it was emptied, or away when the job was to be added. Jobs that
   * wait or run are left alone, except those that a clock which was turned back put off beyond their last try.
   * Asking costs one round trip however many rows there are.
   * @returns how many were missing @throws when Redis does not answer
   */
  async restore<Payload>(
    contract: JobContract<Payload>,
    reminders: readonly Reminder<Payload>[],
  ): Promise<number> {
    if (reminders.length === 0) return 0;
    const queue = this.queue(contract);
    const { missing, tooFar } = await queue.look(reminders);
    for (let at = 0; at < missing.length; at += BATCH) {
      await queue.add(missing.slice(at, at + BATCH));
    }
    await Promise.all(tooFar.map((reminder) => queue.promote(reminder)));
    if (missing.length > 0) {
      this.logger.log({ msg: 'lost jobs restored', queue: contract.queue, jobs: missing.length });
    }
    return missing.length;
  }

  /** @throws when Redis does not answer */
  depth<Payload>(contract: JobContract<Payload>): Promise<QueueDepth> {
    return this.queue(contract).depth();
  }

  async onApplicationShutdown(): Promise<void> {
    const closing = Promise.all([...this.queues.values()].map((queue) => queue.close()));
    // A queue that never reached Redis would wait for it.
    await withDeadline(closing, ADD_DEADLINE_MS, 'Redis is away').catch(() => undefined);
    this.connection?.disconnect(); // BullMQ leaves open what it did not open itself
  }

  private async add<Payload>(
    contract: JobContract<Payload>,
    reminder: Reminder<Payload>,
  ): Promise<void> {
    try {
      const adding = this.queue(contract).add([reminder]);
      await withDeadline(adding, this.patienceMs(), 'Redis is away');
    } catch (error) {
      const { queue } = contract;
      this.logger.warn({ msg: 'reminder not enqueued, left to the sweep', queue, error });
    }
  }

  /** None while Redis is known to be away: a person's next message must not wait for it. */
  private patienceMs(): number {
    return this.connection?.status === 'reconnecting' ? 0 : ADD_DEADLINE_MS;
  }

  private queue<Payload>(contract: JobContract<Payload>): JobQueue<Payload> {
    const known = this.queues.get(contract.queue);
    if (known) return known as JobQueue<Payload>;
    this.connection ??= redisConnection(this.config, 'producer');
    const queue = new JobQueue(contract, this.connection, (error) =>
      this.logger.warn({ msg: 'queue connection', error }),
    );
    this.queues.set(contract.queue, queue as JobQueue<never>);
    return queue;
  }
}
