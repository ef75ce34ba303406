import { Injectable } from '@nestjs/common';
import { type Avatar, AvatarPhoto, Database, type Training } from '@aisha/database';
import { Storage } from '@aisha/integrations';
import { objectKeys } from '../object-keys';
import { ADDRESS_SECONDS, FalFiles } from '../objects/fal-files';
import { ObjectRemovals } from '../objects/object-removals';
import { MIN_PHOTOS } from '../photos/photo-rules';
import { Unusable } from '../work/work-failures';
import { zipOf } from './data-set';

/** As long as its address is good, and a training that has just begun needs to read it. */
const KEEP_SECONDS = ADDRESS_SECONDS + 7_200;

/** What a training learns from. */
@Injectable()
export class DataSets {
  constructor(
    private readonly database: Database,
    private readonly storage: Storage,
    private readonly falFiles: FalFiles,
    private readonly removals: ObjectRemovals,
  ) {}

  /** Packs the accepted photos for the next attempt and puts them where FAL can fetch them. */
  async publish(avatar: Avatar, training: Training): Promise<string> {
    const key = objectKeys.dataSet(avatar, training.id, training.attempt + 1);
    const photos = await this.photosOf(avatar);
    await this.removals.schedule([key], KEEP_SECONDS);
    await this.storage.put(key, zipOf(photos), { contentType: 'application/zip' });
    return this.falFiles.addressOf(key, 'photos.zip', 'application/zip');
  }

  /** Lets the data sets of a training go: of its attempts and of one that was being prepared. */
  async drop(avatar: Avatar, { id, attempt }: Training): Promise<void> {
    const attempts = [attempt, attempt + 1].filter((number) => number > 0);
    await this.removals.schedule(attempts.map((number) => objectKeys.dataSet(avatar, id, number)));
  }

  private async photosOf(avatar: Avatar) {
    const photos = await this.database.repository(AvatarPhoto).find({
      where: { avatarId: avatar.id, status: 'accepted' },
      order: { position: 'ASC' },
    });
    if (photos.length < MIN_PHOTOS) throw new Unusable(`${photos.length} photos are too few`);
    return photos.map(
      ({ objectKey }) =>
        async () =>
          (await this.storage.get(objectKey!)).body,
    );
  }
}
