import { Inject, Injectable, Logger } from '@nestjs/common';
import { collectImage, collectTraining } from '@aisha/contracts';
import { Database } from '@aisha/database';
import { CONFIG, inSpan, Jobs, newTraceId, rootSpanIdOf, runWithTrace } from '@aisha/platform';
import type { CallbackConfig } from '../avatars.env';
import { WorkRows } from '../work/work-rows';
import { type CallbackJob, parseCallback } from './callback-token';

/**
 * - `forged`: the token is not ours
 * - `unknown`: the token is ours, the request is not that of its row (yet): FAL should come again
 */
export type CallbackOutcome = 'accepted' | 'duplicate' | 'unknown' | 'forged';

/** Word of FAL that a job has ended. It only makes us ask FAL sooner; what it says is not believed. */
@Injectable()
export class FalCallbacks {
  private readonly logger = new Logger(FalCallbacks.name);

  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    @Inject(CONFIG) private readonly config: CallbackConfig,
  ) {}

  /** Takes a callback whose signature was verified. Also names the request to a row that never heard its id. */
  async accept(callback: { token: string; requestId: string }): Promise<CallbackOutcome> {
    const job = parseCallback(this.config.CALLBACK_SECRET, callback.token);
    if (!job) return 'forged';
    // A stranger's request has no trace of its own: it belongs to that of the row which it is about.
    // So no header that it sends, such as a traceparent, is believed.
    const traceId = await new WorkRows(this.database, job.subject).traceOf(job.rowId);
    if (!traceId) return runWithTrace(newTraceId(), () => this.take(job, callback.requestId));
    const take = () =>
      inSpan('FAL called back', { kind: 'server' }, () => this.take(job, callback.requestId));
    return runWithTrace(traceId, take, rootSpanIdOf(traceId));
  }

  private async take(job: CallbackJob, requestId: string): Promise<CallbackOutcome> {
    const outcome = await this.settled(job, requestId);
    this.logger.log({ msg: 'FAL called back', requestId, outcome });
    return outcome;
  }

  private async settled(job: CallbackJob, requestId: string): Promise<CallbackOutcome> {
    try {
      return await this.database.transaction(() => this.store(job, requestId));
    } catch (error) {
      if (isTaken(error)) return 'unknown'; // another row has this request
      throw error;
    }
  }

  private async store(job: CallbackJob, requestId: string): Promise<CallbackOutcome> {
    const rows = new WorkRows(this.database, job.subject);
    const revealed = await rows.reveal(job, requestId);
    if (!revealed && !(await rows.knows(job, requestId))) return 'unknown';
    const isNew = await this.remember(job, requestId);
    if (!isNew && !revealed) return 'duplicate';
    await rows.expectSoon(job.rowId);
    await this.remind(job);
    return 'accepted';
  }

  private async remember(job: CallbackJob, requestId: string): Promise<boolean> {
    const rows = await this.database.query(
      `insert into provider_callbacks (request_id, subject, subject_id, attempt)
       values ($1, $2, $3, $4) on conflict (request_id) do nothing returning 1`,
      [requestId, job.subject, job.rowId, job.attempt],
    );
    return rows.length > 0;
  }

  private remind({ subject, rowId }: CallbackJob): Promise<void> {
    return subject === 'training'
      ? this.jobs.enqueue(collectTraining, { trainingId: rowId })
      : this.jobs.enqueue(collectImage, { imageId: rowId });
  }
}

const isTaken = (error: unknown): boolean =>
  (error as { driverError?: { code?: string } }).driverError?.code === '23505';
