import { Injectable } from '@nestjs/common';
import { Avatar, Database } from '@aisha/database';
import { objectKeys } from '../object-keys';
import { ObjectRemovals } from '../objects/object-removals';
import { PhotoFiles } from '../photos/photo-files';
import { MainAvatar } from './main-avatar';

/** `in-training`: FAL is at work on it, which has to be stopped first. */
export type AvatarRemoved = 'deleted' | 'in-training' | 'stale';

/**
 * The end of an avatar. Pictures and trainings refer to its row, so the row stays, emptied: no model, no photo,
 * no reference, and no name either unless pictures stay that are filed under it.
 */
@Injectable()
export class AvatarRemoval {
  constructor(
    private readonly database: Database,
    private readonly files: PhotoFiles,
    private readonly removals: ObjectRemovals,
    private readonly main: MainAvatar,
  ) {}

  /** Drafts go whole. @returns false when it is no draft (any more) */
  async discard(avatarId: string): Promise<boolean> {
    return this.database.transaction(async () => {
      const [draft] = await this.lock(`id = $1 and status = 'draft'`, [avatarId]);
      if (draft) await this.discardLocked(draft.id);
      return draft !== undefined;
    });
  }

  /** Of one's own only. A sweep deletes the objects. */
  async delete(
    ownerId: string,
    avatarId: string,
    { withPictures }: { withPictures: boolean },
  ): Promise<AvatarRemoved> {
    return this.database.transaction(async () => {
      const [avatar] = await this.lock('id = $1 and owner_id = $2', [avatarId, ownerId]);
      if (!avatar) return 'stale';
      if (avatar.status === 'training') return 'in-training';
      await this.main.lock(ownerId);
      if (avatar.status === 'draft') await this.discardLocked(avatarId);
      else await this.empty(avatarId, withPictures);
      await this.main.replace(ownerId);
      return 'deleted';
    });
  }

  private lock(where: string, values: unknown[]) {
    return this.database.query<{ id: string; status: string }>(
      `select id, status from avatars where ${where} and deleted_at is null for update`,
      values,
    );
  }

  /** A draft that was trained once, without success, has rows that refer to it. */
  private async discardLocked(avatarId: string): Promise<void> {
    const rows = await this.database.query('select 1 from trainings where avatar_id = $1 limit 1', [
      avatarId,
    ]);
    if (rows.length > 0) return this.empty(avatarId, false);
    await this.files.forget(avatarId);
    await this.database.query('delete from avatars where id = $1', [avatarId]);
  }

  private async empty(avatarId: string, withPictures: boolean): Promise<void> {
    const avatar = await this.database.repository(Avatar).findOneByOrFail({ id: avatarId });
    await this.files.forget(avatarId);
    if (withPictures) await this.removePictures(avatarId);
    const { weightsKey, configKey, previewKey, referenceKey } = avatar;
    const own = [weightsKey, configKey, previewKey, referenceKey].flatMap((key) => key ?? []);
    await this.removals.schedule([...own, ...(await this.dataSetsOf(avatar))]);
    await this.database.query(
      `update avatars set deleted_at = now(), status = 'failed', is_main = false, updated_at = now(),
         weights_url = null, weights_key = null, config_key = null, preview_key = null,
         reference_key = null, name = case when exists (select 1 from images
           where avatar_id = $1 and status = 'succeeded' and deleted_at is null) then name else '' end
       where id = $1`,
      [avatarId],
    );
  }

  private async removePictures(avatarId: string): Promise<void> {
    const removed = await this.database.query<{ object_key: string; thumb_key: string | null }>(
      `update images set deleted_at = now() where avatar_id = $1 and status = 'succeeded'
         and deleted_at is null returning object_key, thumb_key`,
      [avatarId],
    );
    await this.removals.schedule(
      removed.flatMap(({ object_key, thumb_key }) => [object_key, thumb_key ?? []].flat()),
    );
  }

  private async dataSetsOf(avatar: Avatar): Promise<string[]> {
    const trainings = await this.database.query<{ id: string; attempt: number }>(
      'select id, attempt from trainings where avatar_id = $1',
      [avatar.id],
    );
    // The attempt after the last one may have been prepared.
    return trainings.flatMap(({ id, attempt }) =>
      Array.from({ length: attempt + 1 }, (_, n) => objectKeys.dataSet(avatar, id, n + 1)),
    );
  }
}
