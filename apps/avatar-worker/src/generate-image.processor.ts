import { Injectable } from '@nestjs/common';
import { ImageSaga } from '@aisha/avatars';
import { type GenerateImage, generateImage } from '@aisha/contracts';
import { JobProcessor } from '@aisha/platform';

/** A short call to FAL each. */
const CONCURRENCY = 10;

@Injectable()
export class GenerateImageProcessor extends JobProcessor<GenerateImage> {
  constructor(private readonly saga: ImageSaga) {
    super(generateImage, CONCURRENCY);
  }

  protected handle({ imageId }: GenerateImage): Promise<void> {
    return this.saga.submit(imageId);
  }

  protected override giveUp({ imageId }: GenerateImage, error: Error): Promise<void> {
    return this.saga.giveUp(imageId, error);
  }
}
