import { Injectable } from '@nestjs/common';
import { TrainingSaga } from '@aisha/avatars';
import { type CollectTraining, collectTraining } from '@aisha/contracts';
import { JobProcessor } from '@aisha/platform';

/** Mostly a short question; weights are streamed through. */
const CONCURRENCY = 4;

@Injectable()
export class CollectTrainingProcessor extends JobProcessor<CollectTraining> {
  constructor(private readonly saga: TrainingSaga) {
    super(collectTraining, CONCURRENCY);
  }

  protected handle({ trainingId }: CollectTraining): Promise<void> {
    return this.saga.collect(trainingId);
  }

  protected override giveUp({ trainingId }: CollectTraining, error: Error): Promise<void> {
    return this.saga.giveUp(trainingId, error);
  }
}
