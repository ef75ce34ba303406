import { Injectable } from '@nestjs/common';
import { exportPerson } from '@aisha/contracts';
import { Database } from '@aisha/database';
import { Jobs, Sweep } from '@aisha/platform';
import { Exports } from './exports';

const INTERVAL_MS = 5_000;
/** A free worker begins at once; later than this the job may be lost. One that is alive is left alone. */
const LATE_SECONDS = 10;
/** Three tries of ten minutes, and those of other people before them. */
const LOST_SECONDS = 3_600;
/** Nobody asks after older ones. */
const KEPT_DAYS = 30;
/** Asking after their jobs costs Redis one round trip. */
const BATCH = 1_000;

/** Finds exports that nobody packs, and forgets old ones. */
@Injectable()
export class ExportSweep extends Sweep {
  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly exports: Exports,
  ) {
    super(INTERVAL_MS);
  }

  protected async sweep(): Promise<void> {
    const open = await this.open();
    await this.jobs.restore(
      exportPerson,
      open.map(({ id, trace_id }) => ({ payload: { exportId: id }, traceId: trace_id })),
    );
    for (const { id, lost } of open) if (lost) await this.exports.fail(id);
    await this.database.query(
      `delete from exports
       where status <> 'requested' and created_at < now() - make_interval(days => $1)`,
      [KEPT_DAYS],
    );
  }

  private open() {
    return this.database.query<{ id: string; trace_id: string; lost: boolean }>(
      `select id, trace_id, created_at < now() - make_interval(secs => $2) as lost
       from exports where status = 'requested' and created_at < now() - make_interval(secs => $1)
       order by created_at limit $3`,
      [LATE_SECONDS, LOST_SECONDS, BATCH],
    );
  }
}
