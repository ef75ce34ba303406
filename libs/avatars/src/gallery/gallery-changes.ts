import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import { ObjectRemovals } from '../objects/object-removals';
import { KEPT } from './gallery-rows';

/** What people do to pictures that are there. A picture of somebody else is not there. */
@Injectable()
export class GalleryChanges {
  constructor(
    private readonly database: Database,
    private readonly removals: ObjectRemovals,
  ) {}

  /** Says it as it shall be, so that a second press changes nothing. @returns false when it is not there */
  async setFavourite(ownerId: string, imageId: string, favourite: boolean): Promise<boolean> {
    const rows = await this.database.query(
      `update images i set favourite = $3 where i.id = $2 and i.owner_id = $1 and ${KEPT} returning 1`,
      [ownerId, imageId, favourite],
    );
    return rows.length > 0;
  }

  /** Takes pictures out of their owner's gallery; a sweep deletes the objects. @returns how many were there */
  async remove(ownerId: string, imageIds: readonly string[]): Promise<number> {
    return this.database.transaction(async () => {
      // Locked in one order: two presses with the same pictures wait for each other and do not deadlock.
      const removed = await this.database.query<{ object_key: string; thumb_key: string | null }>(
        `update images set deleted_at = now() where id in (
           select i.id from images i where i.id = any($2) and i.owner_id = $1 and ${KEPT}
           order by i.id for no key update)
         and deleted_at is null returning object_key, thumb_key`,
        [ownerId, imageIds],
      );
      await this.removals.schedule(
        removed.flatMap(({ object_key, thumb_key }) =>
          thumb_key ? [object_key, thumb_key] : [object_key],
        ),
      );
      return removed.length;
    });
  }
}
