import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { JobContract } from '@aisha/contracts';
import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { CONFIG, type RedisConfig } from '../config/config';
import { currentTraceId, newTraceId } from '../logging/trace';
import { afterCommit } from '../unit-of-work';
import { redisConnection } from './redis-connection';

/** What lies in Redis for a job: the contract's payload and the trace that it belongs to. */
export interface JobEnvelope {
  payload: unknown;
  traceId: string;
}

/** Enqueues reminders for rows. A lost reminder is not an error: the row is found by a sweep. */
@Injectable()
export class Jobs implements OnApplicationShutdown {
  private readonly logger = new Logger(Jobs.name);
  private readonly queues = new Map<string, Queue<JobEnvelope>>();
  private readonly connections: Redis[] = [];

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
    const data = { payload: contract.payload.parse(payload), traceId };
    await afterCommit(() => this.add(contract, data, contract.key(payload)));
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
    // BullMQ leaves open what it did not open itself.
    for (const connection of this.connections) connection.disconnect();
  }

  private async add<Payload>(
    contract: JobContract<Payload>,
    data: JobEnvelope,
    jobId: string,
  ): Promise<void> {
    try {
      await this.queue(contract.queue).add(contract.queue, data, {
        jobId,
        attempts: contract.attempts,
        backoff: { type: 'exponential', delay: contract.backoffMs, jitter: 0.3 },
        // The row remembers how a job ended. Kept jobs would swallow a later reminder with the same key.
        removeOnComplete: true,
        removeOnFail: true,
      });
    } catch (error) {
      this.logger.warn({ msg: 'reminder not enqueued, left to the sweep', job: jobId, error });
    }
  }

  private queue(name: string): Queue<JobEnvelope> {
    let queue = this.queues.get(name);
    if (!queue) {
      const connection = redisConnection(this.config, 'producer');
      this.connections.push(connection);
      queue = new Queue(name, { connection });
      queue.on('error', (error) =>
        this.logger.warn({ msg: 'queue connection', queue: name, error }),
      );
      this.queues.set(name, queue);
    }
    return queue;
  }
}
