import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import { ObjectRemovals, UNLESS_USED_SECONDS } from '../objects/object-removals';

/** What lies in S3 for the photos of an avatar: what came and what was made of it. */
@Injectable()
export class PhotoFiles {
  constructor(
    private readonly database: Database,
    private readonly removals: ObjectRemovals,
  ) {}

  /** Inside a transaction: deletes the photo rows of an avatar and lets their objects go. */
  async forget(avatarId: string): Promise<void> {
    const photos = await this.database.query<{ file_id: string; object_key: string | null }>(
      'delete from avatar_photos where avatar_id = $1 returning file_id, object_key',
      [avatarId],
    );
    await this.dropOriginals(photos.map(({ file_id }) => file_id));
    await this.removals.schedule(photos.flatMap(({ object_key }) => object_key ?? []));
  }

  /** Inside a transaction: what came is not needed any more. */
  async dropOriginals(fileIds: string[]): Promise<void> {
    const files = await this.database.query<{ object_key: string; was_wanted: boolean }>(
      `update incoming_files f set status = 'removed' from incoming_files old
       where f.id = any($1) and old.id = f.id and f.status <> 'removed'
       returning f.object_key, old.status = 'wanted' as was_wanted`,
      [fileIds],
    );
    const keysOf = (wanted: boolean) =>
      files.filter(({ was_wanted }) => was_wanted === wanted).map(({ object_key }) => object_key);
    await this.removals.schedule(keysOf(false));
    // A gateway may be storing it right now.
    await this.removals.schedule(keysOf(true), UNLESS_USED_SECONDS);
  }

  /** Inside a transaction: the photos of an avatar are not needed any more; the rows stay, without the faces. */
  async release(avatarId: string, afterDays: number): Promise<void> {
    const photos = await this.database.query<{ object_key: string | null }>(
      `update avatar_photos set face_descriptor = null, perceptual_hash = null
       where avatar_id = $1 returning object_key`,
      [avatarId],
    );
    await this.removals.schedule(
      photos.flatMap(({ object_key }) => object_key ?? []),
      afterDays * 86_400,
    );
  }
}
