import { Injectable } from '@nestjs/common';
import { checkPhoto } from '@aisha/contracts';
import { Database } from '@aisha/database';
import { Jobs, Sweep } from '@aisha/platform';
import { PhotoCheck } from './photo-check';

const INTERVAL_MS = 5_000;
/** A free worker checks a stored photo at once; later than this its job may be lost. One that is alive is left alone. */
const LATE_SECONDS = 10;
/** Telegram's file addresses hold for an hour: what has not come and been checked by then will not. */
const LOST_SECONDS = 3_600;
/** Asking after their jobs costs Redis one round trip. */
const BATCH = 5_000;

/** Finds photos that nobody looks at. */
@Injectable()
export class PhotoSweep extends Sweep {
  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly check: PhotoCheck,
  ) {
    super(INTERVAL_MS);
  }

  protected async sweep(): Promise<void> {
    const late = await this.late();
    await this.jobs.restore(
      checkPhoto,
      late.map(({ id, trace_id }) => ({ payload: { photoId: id }, traceId: trace_id })),
    );
    for (const { id } of await this.lost()) await this.check.giveUp(id);
  }

  private late() {
    return this.database.query<{ id: string; trace_id: string }>(
      `select p.id, f.trace_id from avatar_photos p join incoming_files f on f.id = p.file_id
       where p.status = 'pending' and f.status = 'stored'
         and f.stored_at < now() - make_interval(secs => $1) order by p.position limit $2`,
      [LATE_SECONDS, BATCH],
    );
  }

  private lost() {
    return this.database.query<{ id: string }>(
      `select p.id from avatar_photos p join incoming_files f on f.id = p.file_id
       where p.status = 'pending' and (f.status = 'failed'
         or p.created_at < now() - make_interval(secs => $1)) order by p.position limit $2`,
      [LOST_SECONDS, BATCH],
    );
  }
}
