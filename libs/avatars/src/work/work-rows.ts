import type { Database, Image, Training, WorkFailure } from '@aisha/database';
import type { CallbackJob } from '../callbacks/callback-token';
import { comesFrom } from './work-steps';

export type Subject = CallbackJob['subject'];
export type Work = Training | Image;
/** A row as it was read: what a compare and set goes by. */
export type Seen = Pick<Work, 'id' | 'attempt' | 'status'>;

const TABLES: Record<Subject, string> = { training: 'trainings', image: 'images' };
/** Ends of which FAL may know better: its work may have been done all the same. */
const LATE = `status = 'failed' and failure in ('outcome-unknown', 'timed-out')`;

/** What a person has called off is not begun any more. */
const WANTED: Record<Subject, string> = { training: 'cancel_requested_at is null', image: 'true' };

/**
 * The steps of `WORK_STEPS`, each a compare and set: who answers for an older attempt, or comes second, changes
 * nothing and gets false.
 */
export class WorkRows {
  private readonly table: string;

  constructor(
    private readonly database: Database,
    readonly subject: Subject,
  ) {
    this.table = TABLES[subject];
  }

  /** Before FAL is called: from here on nobody submits this row again unless FAL refused it. */
  begin({ id, attempt }: Seen, endpoint: string, checkInSeconds: number): Promise<boolean> {
    return this.change(
      `status = 'submitting', attempt = attempt + 1, endpoint = $3, submitted_at = now(),
         next_check_at = now() + make_interval(secs => $4)`,
      `id = $1 and attempt = $2 and status in (${comesFrom('begin')}) and ${WANTED[this.subject]}`,
      [id, attempt, endpoint, checkInSeconds],
    );
  }

  /** FAL took it. */
  submitted({ id, attempt }: Seen, requestId: string, checkInSeconds: number): Promise<boolean> {
    return this.change(
      `status = 'submitted', request_id = $3, submitted_at = now(), failure = null,
         next_check_at = now() + make_interval(secs => $4)`,
      `id = $1 and attempt = $2 and status in (${comesFrom('submitted')})`,
      [id, attempt, requestId, checkInSeconds],
    );
  }

  /** FAL certainly took nothing: it waits, with the reason, to be submitted again. */
  park({ id, attempt }: Seen, reason: WorkFailure, delayMs: number): Promise<boolean> {
    return this.change(
      `status = 'requested', submitted_at = null, failure = $3,
         next_check_at = now() + make_interval(secs => $4::double precision / 1000)`,
      `id = $1 and attempt = $2 and status in (${comesFrom('park')})`,
      [id, attempt, reason, delayMs],
    );
  }

  settle({ id, attempt, status }: Seen, failure: WorkFailure | null): Promise<boolean> {
    return this.change(
      `status = case when $3::text is null then 'succeeded' else 'failed' end, failure = $3,
         settled_at = now()`,
      `id = $1 and attempt = $2 and status = $4 and status in (${comesFrom('settle')})
         and settled_at is null`,
      [id, attempt, failure, status],
    );
  }

  /** A verified callback names the request of a row that does not know it yet, or that was given up. */
  reveal({ rowId, attempt }: CallbackJob, requestId: string): Promise<boolean> {
    return this.change(
      `status = 'submitted', request_id = $3, submitted_at = now(), settled_at = null,
         next_check_at = now()`,
      `id = $1 and attempt = $2 and coalesce(request_id, $3) = $3
         and status in (${comesFrom('reveal')}) and (settled_at is null or ${LATE})`,
      [rowId, attempt, requestId],
    );
  }

  /** Whether this row, whatever became of it, is the one that FAL knows by this request. */
  async knows({ rowId, attempt }: CallbackJob, requestId: string): Promise<boolean> {
    const rows = await this.database.query(
      `select 1 from ${this.table} where id = $1 and attempt = $2 and request_id = $3`,
      [rowId, attempt, requestId],
    );
    return rows.length > 0;
  }

  /**
   * Whether a row has been with FAL, or waits for it, for more than `seconds`. By the clock of the database, which
   * wrote the times: a worker's own may be wrong by minutes.
   */
  async isOver({ id }: Pick<Work, 'id'>, seconds: number): Promise<boolean> {
    const rows = await this.database.query(
      `select 1 from ${this.table}
       where id = $1 and coalesce(submitted_at, created_at) < now() - make_interval(secs => $2)`,
      [id, seconds],
    );
    return rows.length > 0;
  }

  /** Whether the wish to stop it is older than `seconds`. */
  async isCalledOffFor({ id }: Pick<Work, 'id'>, seconds: number): Promise<boolean> {
    const rows = await this.database.query(
      `select 1 from ${this.table}
       where id = $1 and cancel_requested_at < now() - make_interval(secs => $2)`,
      [id, seconds],
    );
    return rows.length > 0;
  }

  /** FAL has ended: it is asked soon even if the reminder that is on its way is lost. */
  async expectSoon(id: string): Promise<void> {
    await this.change(
      `next_check_at = least(next_check_at, now() + interval '10 seconds')`,
      'id = $1 and settled_at is null',
      [id],
    );
  }

  async traceOf(id: string): Promise<string | undefined> {
    const [row] = await this.database.query<{ trace_id: string }>(
      `select trace_id from ${this.table} where id = $1`,
      [id],
    );
    return row?.trace_id;
  }

  private async change(set: string, where: string, values: unknown[]): Promise<boolean> {
    const rows = await this.database.query(
      `update ${this.table} set ${set} where ${where} returning 1`,
      values,
    );
    return rows.length > 0;
  }
}
