import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';

const NO_OTHER = `not exists (select 1 from avatars m
  where m.owner_id = avatars.owner_id and m.is_main and m.deleted_at is null)`;

/** Which avatar of a person pictures begin with. */
@Injectable()
export class MainAvatar {
  constructor(private readonly database: Database) {}

  /** Inside a transaction, before any avatar becomes the main one or ends as such: that queues up here. */
  async lock(ownerId: string): Promise<void> {
    await this.database.query(
      `select pg_advisory_xact_lock(hashtextextended('main-avatar-' || $1::text, 0))`,
      [ownerId],
    );
  }

  /** @returns false when it is not a ready avatar of this person */
  async choose(ownerId: string, avatarId: string): Promise<boolean> {
    return this.database.transaction(async () => {
      await this.lock(ownerId);
      if (!(await this.isReady(ownerId, avatarId))) return false;
      // The index allows one at any moment, so the old one goes first.
      await this.database.query(
        'update avatars set is_main = false where owner_id = $1 and is_main and id <> $2',
        [ownerId, avatarId],
      );
      await this.database.query('update avatars set is_main = true where id = $1', [avatarId]);
      return true;
    });
  }

  /** After `lock`: a ready avatar is the main one unless there is one. */
  async offer(avatarId: string): Promise<void> {
    await this.database.query(
      `update avatars set is_main = true where id = $1 and status = 'ready' and ${NO_OTHER}`,
      [avatarId],
    );
  }

  /** After `lock`: the main one is gone, the longest ready one takes its place. */
  async replace(ownerId: string): Promise<void> {
    await this.database.query(
      `update avatars set is_main = true
       where id = (select id from avatars
           where owner_id = $1 and status = 'ready' and deleted_at is null
           order by ready_at, id limit 1)
         and ${NO_OTHER}`,
      [ownerId],
    );
  }

  private async isReady(ownerId: string, avatarId: string): Promise<boolean> {
    const rows = await this.database.query(
      `select 1 from avatars
       where id = $2 and owner_id = $1 and status = 'ready' and deleted_at is null for no key update`,
      [ownerId, avatarId],
    );
    return rows.length > 0;
  }
}
