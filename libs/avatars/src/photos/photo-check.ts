import { Injectable, Logger } from '@nestjs/common';
import type { AvatarPhoto } from '@aisha/database';
import { IncomingFiles } from '@aisha/delivery';
import { PhotoExamination } from './photo-examination';
import { inspectPhoto, type UsablePhoto } from './photo-inspection';
import { MAX_PHOTO_BYTES } from './photo-rules';
import { PhotoStore } from './photo-store';
import { PhotoVerdicts } from './photo-verdicts';
import { Photos } from './photos';

/** Looks at photos that have come. */
@Injectable()
export class PhotoCheck {
  private readonly logger = new Logger(PhotoCheck.name);

  constructor(
    private readonly photos: Photos,
    private readonly incoming: IncomingFiles,
    private readonly store: PhotoStore,
    private readonly examination: PhotoExamination,
    private readonly verdicts: PhotoVerdicts,
  ) {}

  /** Accepts, doubts or refuses a photo whose file is stored. @throws ProviderFailure when the storage is away */
  async check(photoId: string): Promise<void> {
    const photo = await this.photos.get(photoId);
    if (photo?.status !== 'pending') return;
    const file = await this.incoming.find(photo.fileId);
    if (file?.status !== 'stored') return;
    if ((file.size ?? 0) > MAX_PHOTO_BYTES) return this.verdicts.refuse(photo, 'too-big');
    const found = await inspectPhoto(await this.store.read(file.objectKey));
    if ('refusal' in found) await this.verdicts.refuse(photo, found.refusal);
    else await this.judge(photo, found.photo);
    this.logger.log({ msg: 'photo checked', photoId, avatarId: photo.avatarId });
  }

  /** No try is left, or nothing lies where the file should be. */
  async giveUp(photoId: string): Promise<void> {
    const photo = await this.photos.get(photoId);
    if (photo) await this.verdicts.refuse(photo, 'not-received');
  }

  private async judge(photo: AvatarPhoto, made: UsablePhoto): Promise<void> {
    const examined = await this.examination.examine(made.jpeg);
    const objectKey = await this.store.keep(photo, made.jpeg);
    if (objectKey) await this.verdicts.judge(photo, { ...made, ...examined, objectKey });
  }
}
