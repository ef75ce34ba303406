import { Injectable } from '@nestjs/common';
import { AvatarPhoto, Database } from '@aisha/database';
import { ObjectRemovals } from '../objects/object-removals';
import { PhotoSet } from './photo-set';

/** A photo on show, and its neighbours in the draft. */
export interface ShownPhoto {
  photo: AvatarPhoto;
  /** From 1. */
  position: number;
  total: number;
  previousId?: string;
  nextId?: string;
}

/** What a person decides about the photos of an avatar that is not trained yet. */
@Injectable()
export class PhotoChoices {
  constructor(
    private readonly database: Database,
    private readonly set: PhotoSet,
    private readonly removals: ObjectRemovals,
  ) {}

  /** Takes a doubtful photo all the same. Twice is as once. @returns null when it is not theirs or not there any more */
  async keep(ownerId: string, photoId: string): Promise<AvatarPhoto | null> {
    return this.database.transaction(async () => {
      const photo = await this.lock(ownerId, photoId);
      if (photo?.status === 'doubtful') {
        await this.database.query(
          `update avatar_photos set status = 'accepted', kept_at = now() where id = $1`,
          [photoId],
        );
        await this.set.tellProgress(photo);
      }
      return photo?.status === 'doubtful' || photo?.status === 'accepted' ? photo : null;
    });
  }

  /**
   * Takes a photo out of the draft; its object goes. Twice is as once.
   * @returns null when it is not theirs or not there
   */
  async remove(ownerId: string, photoId: string): Promise<AvatarPhoto | null> {
    return this.database.transaction(async () => {
      const photo = await this.lock(ownerId, photoId);
      if (photo?.status === 'removed') return photo;
      if (photo?.status !== 'doubtful' && photo?.status !== 'accepted') return null;
      await this.database.query(
        `update avatar_photos set status = 'removed', object_key = null, sha256 = null,
           doubts = '{}', warnings = '{}', perceptual_hash = null, face_descriptor = null
         where id = $1`,
        [photoId],
      );
      await this.removals.schedule(photo.objectKey ? [photo.objectKey] : []);
      await this.set.reconsider({ ...photo, status: 'removed' });
      return photo;
    });
  }

  /** A photo of theirs, or the first one; null when there is none. */
  async shown(ownerId: string, avatarId: string, photoId?: string): Promise<ShownPhoto | null> {
    const photos = await this.set.photosOf(avatarId);
    const index = photoId ? photos.findIndex(({ id }) => id === photoId) : 0;
    const photo = photos[index];
    if (!photo || !(await this.isOwner(ownerId, avatarId))) return null;
    return {
      ...{ photo, position: index + 1, total: photos.length },
      previousId: photos[index - 1]?.id,
      nextId: photos[index + 1]?.id,
    };
  }

  /** The photo, with its avatar's row locked while it is still collecting photos. */
  private async lock(ownerId: string, photoId: string): Promise<AvatarPhoto | null> {
    const open = await this.database.query(
      `select 1 from avatars a join avatar_photos p on p.avatar_id = a.id
       where p.id = $1 and a.owner_id = $2 and a.status in ('draft', 'failed')
         and a.deleted_at is null
       for no key update of a`,
      [photoId, ownerId],
    );
    if (open.length === 0) return null;
    return this.database.repository(AvatarPhoto).findOneBy({ id: photoId });
  }

  private async isOwner(ownerId: string, avatarId: string): Promise<boolean> {
    const rows = await this.database.query(
      'select 1 from avatars where id = $1 and owner_id = $2',
      [avatarId, ownerId],
    );
    return rows.length > 0;
  }
}
