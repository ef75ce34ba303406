import { Inject, Injectable } from '@nestjs/common';
import { collectImage, collectTraining } from '@aisha/contracts';
import { Database } from '@aisha/database';
import { CONFIG, Jobs } from '@aisha/platform';
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
  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    @Inject(CONFIG) private readonly config: CallbackConfig,
  ) {}

  /** Takes a callback whose signature was verified. Also names the request to a row that never heard its id. */
  async accept(callback: { token: string; requestId: string }): Promise<CallbackOutcome> {
    const job = parseCallback(this.config.CALLBACK_SECRET, callback.token);
    if (!job) return 'forged';
    try {
      return await this.database.transaction(() => this.store(job, callback.requestId));
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
    await this.remind(job, await rows.traceOf(job.rowId));
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

  private remind({ subject, rowId }: CallbackJob, traceId?: string): Promise<void> {
    return subject === 'training'
      ? this.jobs.enqueue(collectTraining, { trainingId: rowId }, traceId)
      : this.jobs.enqueue(collectImage, { imageId: rowId }, traceId);
  }
}

const isTaken = (error: unknown): boolean =>
  (error as { driverError?: { code?: string } }).driverError?.code === '23505';
