import type { Database } from '@aisha/database';
import { Sweep } from '@aisha/platform';
import type { WorkPace } from './work-bounds';

const INTERVAL_MS = 2_000;
/** Asking after their jobs costs Redis one round trip. */
const BATCH = 1_000;

/** An open row whose time has come, columns as they are in it. */
export interface DueWork {
  id: string;
  status: 'requested' | 'submitting' | 'submitted';
  trace_id: string;
}

/** Takes up open work whose time to be looked at has come, each row by one replica, and sets the next time. */
export abstract class WorkSweep extends Sweep {
  constructor(
    private readonly database: Database,
    private readonly table: 'trainings' | 'images',
    private readonly pace: WorkPace,
  ) {
    super(INTERVAL_MS);
  }

  /** Has rows submitted that FAL does not have yet. */
  protected abstract submit(due: readonly DueWork[]): Promise<unknown>;
  /** Has FAL asked for the others. */
  protected abstract collect(due: readonly DueWork[]): Promise<unknown>;

  protected async sweep(): Promise<void> {
    const due = await this.take();
    await this.submit(due.filter(({ status }) => status === 'requested'));
    await this.collect(due.filter(({ status }) => status !== 'requested'));
  }

  private take(): Promise<DueWork[]> {
    const { requested, submitting, fresh, later, settlesIn } = this.pace;
    return this.database.query<DueWork>(
      `update ${this.table} set next_check_at = now() + make_interval(secs => case
           when status = 'requested' then $1::float when status = 'submitting' then $2::float
           when submitted_at > now() - make_interval(secs => $3::float) then $4::float
           else $5::float end)
       where id in (select id from ${this.table}
         where settled_at is null and next_check_at <= now()
         order by next_check_at for update skip locked limit $6)
       returning id, status, trace_id`,
      [requested, submitting, settlesIn, fresh, later, BATCH],
    );
  }
}
