import { Injectable } from '@nestjs/common';
import { ImageSaga } from '@aisha/avatars';
import { type CollectImage, collectImage } from '@aisha/contracts';
import { JobProcessor } from '@aisha/platform';

/** A short question, and at the end a picture of a few megabytes. */
const CONCURRENCY = 10;

@Injectable()
export class CollectImageProcessor extends JobProcessor<CollectImage> {
  constructor(private readonly saga: ImageSaga) {
    super(collectImage, CONCURRENCY);
  }

  protected handle({ imageId }: CollectImage): Promise<void> {
    return this.saga.collect(imageId);
  }

  protected override giveUp({ imageId }: CollectImage, error: Error): Promise<void> {
    return this.saga.giveUp(imageId, error);
  }
}
