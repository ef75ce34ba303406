import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import { Sweep } from '@aisha/platform';

const INTERVAL_MS = 3_600_000;
/** A page that nobody has looked at for a month is drawn anew if somebody does; nobody asks after older archives. */
const KEPT_DAYS = 30;

/** Forgets what Telegram knows of old gallery pages, of which each new picture makes new ones, and old archives. */
@Injectable()
export class GalleryLeftoversSweep extends Sweep {
  constructor(private readonly database: Database) {
    super(INTERVAL_MS);
  }

  protected async sweep(): Promise<void> {
    await this.database.query(
      `delete from sent_files
       where object_key like 'sheets/%' and sent_at < now() - make_interval(days => $1)`,
      [KEPT_DAYS],
    );
    await this.database.query(
      `delete from archives
       where status <> 'requested' and settled_at < now() - make_interval(days => $1)`,
      [KEPT_DAYS],
    );
  }
}
