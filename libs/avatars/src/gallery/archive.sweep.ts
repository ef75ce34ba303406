import { Injectable } from '@nestjs/common';
import { packGallery } from '@aisha/contracts';
import { Database } from '@aisha/database';
import { Jobs, Sweep } from '@aisha/platform';
import { Archives } from './archives';

const INTERVAL_MS = 5_000;
/** A free worker begins at once; later than this the job may be lost. One that is alive is left alone. */
const LATE_SECONDS = 10;
/** Three tries of ten minutes, and those of other people before them. */
const LOST_SECONDS = 3_600;
/** Asking after their jobs costs Redis one round trip. */
const BATCH = 1_000;

/** Finds archives that nobody packs. */
@Injectable()
export class ArchiveSweep extends Sweep {
  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly archives: Archives,
  ) {
    super(INTERVAL_MS);
  }

  protected async sweep(): Promise<void> {
    const open = await this.open();
    await this.jobs.restore(
      packGallery,
      open.map(({ id, trace_id }) => ({ payload: { archiveId: id }, traceId: trace_id })),
    );
    for (const { id, lost } of open) if (lost) await this.archives.fail(id);
  }

  private open() {
    return this.database.query<{ id: string; trace_id: string; lost: boolean }>(
      `select id, trace_id, created_at < now() - make_interval(secs => $2) as lost
       from archives where status = 'requested' and created_at < now() - make_interval(secs => $1)
       order by created_at limit $3`,
      [LATE_SECONDS, LOST_SECONDS, BATCH],
    );
  }
}
