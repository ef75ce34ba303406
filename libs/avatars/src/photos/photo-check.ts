import { Injectable, Logger } from '@nestjs/common';
import { Avatar, type AvatarPhoto, Database } from '@aisha/database';
import { IncomingFiles } from '@aisha/delivery';
import { Storage } from '@aisha/integrations';
import { objectKeys } from '../object-keys';
import { ObjectRemovals, UNLESS_USED_SECONDS } from '../objects/object-removals';
import { inspectPhoto, type UsablePhoto } from './photo-inspection';
import { MAX_PHOTO_BYTES } from './photo-rules';
import { PhotoVerdicts } from './photo-verdicts';
import { Photos } from './photos';

/** Looks at photos that have come. */
@Injectable()
export class PhotoCheck {
  private readonly logger = new Logger(PhotoCheck.name);

  constructor(
    private readonly database: Database,
    private readonly photos: Photos,
    private readonly incoming: IncomingFiles,
    private readonly storage: Storage,
    private readonly removals: ObjectRemovals,
    private readonly verdicts: PhotoVerdicts,
  ) {}

  /** Accepts or refuses a photo whose file is stored. @throws ProviderFailure when the storage is away */
  async check(photoId: string): Promise<void> {
    const photo = await this.photos.get(photoId);
    if (photo?.status !== 'pending') return;
    const file = await this.incoming.find(photo.fileId);
    if (file?.status !== 'stored') return;
    if ((file.size ?? 0) > MAX_PHOTO_BYTES) return this.verdicts.refuse(photo, 'too-big');
    const found = await inspectPhoto(await this.storage.getBytes(file.objectKey));
    if ('refusal' in found) await this.verdicts.refuse(photo, found.refusal);
    else await this.keep(photo, found.photo);
    this.logger.log({ msg: 'photo checked', photoId, avatarId: photo.avatarId });
  }

  /** No try is left, or nothing lies where the file should be. */
  async giveUp(photoId: string): Promise<void> {
    const photo = await this.photos.get(photoId);
    if (photo) await this.verdicts.refuse(photo, 'not-received');
  }

  private async keep(photo: AvatarPhoto, made: UsablePhoto): Promise<void> {
    const avatar = await this.database.repository(Avatar).findOneBy({ id: photo.avatarId });
    if (!avatar) return;
    const key = objectKeys.photo(avatar, photo.id);
    await this.removals.schedule([key], UNLESS_USED_SECONDS);
    await this.storage.put(key, made.jpeg, { contentType: 'image/jpeg' });
    try {
      await this.verdicts.accept(photo, made, key);
    } catch (error) {
      if (!isSecondCopy(error)) throw error;
      await this.verdicts.refuse(photo, 'duplicate', made.sha256);
    }
  }
}

/** The index decides between copies that are checked at the same time. */
const isSecondCopy = (error: unknown): boolean => {
  const { code, constraint } =
    (error as { driverError?: Record<string, unknown> }).driverError ?? {};
  return code === '23505' && constraint === 'avatar_photos_once';
};
