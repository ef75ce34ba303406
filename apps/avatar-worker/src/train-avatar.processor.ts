import { Injectable } from '@nestjs/common';
import { TrainingSaga } from '@aisha/avatars';
import { type TrainAvatar, trainAvatar } from '@aisha/contracts';
import { JobProcessor } from '@aisha/platform';

/** Each packs up to 20 photos, about 40 MB. */
const CONCURRENCY = 2;

@Injectable()
export class TrainAvatarProcessor extends JobProcessor<TrainAvatar> {
  constructor(private readonly saga: TrainingSaga) {
    super(trainAvatar, CONCURRENCY);
  }

  protected handle({ trainingId }: TrainAvatar): Promise<void> {
    return this.saga.submit(trainingId);
  }

  protected override giveUp({ trainingId }: TrainAvatar, error: Error): Promise<void> {
    return this.saga.giveUp(trainingId, error);
  }
}
