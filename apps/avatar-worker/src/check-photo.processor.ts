import { Injectable } from '@nestjs/common';
import { PhotoCheck } from '@aisha/avatars';
import { type CheckPhoto, checkPhoto } from '@aisha/contracts';
import { isPermanent, JobProcessor } from '@aisha/platform';

/** Each unpacks a photo of up to 100 megapixels: 300 MB for a moment. */
const CONCURRENCY = 2;

@Injectable()
export class CheckPhotoProcessor extends JobProcessor<CheckPhoto> {
  constructor(private readonly photos: PhotoCheck) {
    super(checkPhoto, CONCURRENCY);
  }

  protected handle({ photoId }: CheckPhoto): Promise<void> {
    return this.photos.check(photoId);
  }

  /** A storage that is away comes back, a sweep waits for it; a file that is gone does not. */
  protected override async giveUp({ photoId }: CheckPhoto, error: Error): Promise<void> {
    if (isPermanent(error)) await this.photos.giveUp(photoId);
  }
}
