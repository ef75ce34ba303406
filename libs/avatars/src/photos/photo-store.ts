import { Injectable } from '@nestjs/common';
import { Avatar, type AvatarPhoto, Database } from '@aisha/database';
import { Storage } from '@aisha/integrations';
import { objectKeys } from '../object-keys';
import { ObjectRemovals, UNLESS_USED_SECONDS } from '../objects/object-removals';

/** The bytes of photos in S3. */
@Injectable()
export class PhotoStore {
  constructor(
    private readonly database: Database,
    private readonly storage: Storage,
    private readonly removals: ObjectRemovals,
  ) {}

  /** @throws ProviderFailure when the storage is away */
  read(objectKey: string): Promise<Buffer> {
    return this.storage.getBytes(objectKey);
  }

  /** Stores what training uses; it goes again unless the photo's row comes to name it. @returns its key, null without an avatar */
  async keep(photo: AvatarPhoto, jpeg: Buffer): Promise<string | null> {
    const avatar = await this.database.repository(Avatar).findOneBy({ id: photo.avatarId });
    if (!avatar) return null;
    const key = objectKeys.photo(avatar, photo.id);
    await this.removals.schedule([key], UNLESS_USED_SECONDS);
    await this.storage.put(key, jpeg, { contentType: 'image/jpeg' });
    return key;
  }
}
