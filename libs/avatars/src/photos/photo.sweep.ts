import { Injectable } from '@nestjs/common';
import { checkPhoto } from '@aisha/contracts';
import { Database } from '@aisha/database';
import { Jobs, Sweep } from '@aisha/platform';
import { PhotoCheck } from './photo-check';

const INTERVAL_MS = 10_000;
/** A stored photo is checked within seconds; one that waits this long has lost its job. */
const LATE_SECONDS = 30;
/** Telegram's file addresses hold for an hour: what has not come and been checked by then will not. */
const LOST_SECONDS = 3_600;
const BATCH = 100;

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
    for (const { id, trace_id } of await this.late()) {
      await this.jobs.enqueue(checkPhoto, { photoId: id }, trace_id);
    }
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
