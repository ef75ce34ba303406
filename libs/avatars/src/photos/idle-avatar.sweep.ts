import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import { Sweep } from '@aisha/platform';
import { Avatars } from '../avatars';
import { PhotoFiles } from './photo-files';
import { ABANDONED_DAYS } from './photo-rules';

const INTERVAL_MS = 600_000;

/** Forgets drafts that were left, and the photos of avatars whose training failed and was not tried again. */
@Injectable()
export class IdleAvatarSweep extends Sweep {
  constructor(
    private readonly database: Database,
    private readonly avatars: Avatars,
    private readonly files: PhotoFiles,
  ) {
    super(INTERVAL_MS);
  }

  protected async sweep(): Promise<void> {
    for (const { id, status } of await this.idle()) {
      if (status === 'draft') await this.avatars.discard(id);
      else await this.forgetPhotos(id);
      this.logger.log({ msg: 'photos of an idle avatar forgotten', avatarId: id });
    }
  }

  private forgetPhotos(avatarId: string): Promise<void> {
    return this.database.transaction(async () => {
      const locked = await this.database.query(
        `select 1 from avatars where id = $1 and status = 'failed' for update`,
        [avatarId],
      );
      if (locked.length > 0) await this.files.forget(avatarId);
    });
  }

  private idle() {
    return this.database.query<{ id: string; status: string }>(
      `select a.id, a.status from avatars a
       where a.updated_at < now() - make_interval(days => $1)
         and not exists (select 1 from avatar_photos p
           where p.avatar_id = a.id and p.created_at >= now() - make_interval(days => $1))
         and (a.status = 'draft' or a.status = 'failed'
           and exists (select 1 from avatar_photos p where p.avatar_id = a.id))
       limit 100`,
      [ABANDONED_DAYS],
    );
  }
}
