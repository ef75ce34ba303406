import { Injectable } from '@nestjs/common';
import { Avatar, Database, Training, type WorkFailure } from '@aisha/database';
import type { FalStatus } from '@aisha/integrations';
import { TRAINERS } from '../catalogue/trainers';
import { PRESETS } from '../catalogue/training-presets';
import { TRAINING_BOUNDS } from '../work/work-bounds';
import { Unusable } from '../work/work-failures';
import type { Prepared, Received, WorkKind } from '../work/work-kind';
import { DataSets } from './data-sets';
import { TrainedModels } from './trained-models';
import { TrainingEnds } from './training-ends';
import { TrainingProgress } from './training-progress';

/** A training as paid work: photos to a model of a person. */
@Injectable()
export class TrainingKind implements WorkKind<Training> {
  readonly subject = 'training';
  readonly bounds = TRAINING_BOUNDS;

  constructor(
    private readonly database: Database,
    private readonly dataSets: DataSets,
    private readonly models: TrainedModels,
    private readonly ends: TrainingEnds,
    private readonly shown: TrainingProgress,
  ) {}

  find(id: string): Promise<Training | null> {
    return this.database.repository(Training).findOneBy({ id });
  }

  isCalledOff({ cancelRequestedAt }: Training): boolean {
    return cancelRequestedAt !== null;
  }

  async prepare(training: Training): Promise<Prepared> {
    const avatar = await this.avatarOf(training);
    const dataSetUrl = await this.dataSets.publish(avatar, training);
    const { triggerPhrase } = avatar;
    const { endpoint, input } = TRAINERS[training.trainer];
    const { steps } = PRESETS[training.preset];
    return { endpoint, input: input({ dataSetUrl, triggerPhrase, steps }) };
  }

  progress(training: Training, status: FalStatus): Promise<void> {
    return this.shown.note(training, status);
  }

  async receive(training: Training, output: unknown): Promise<Received> {
    const avatar = await this.avatarOf(training);
    const model = await this.models.take(avatar, TRAINERS[training.trainer].output(output));
    return { commit: () => this.ends.succeeded(training, avatar, model) };
  }

  async failed(training: Training, failure: WorkFailure): Promise<void> {
    const avatar = await this.findAvatar(training);
    await this.ends.failed(training, avatar, failure);
  }

  private async avatarOf(training: Training): Promise<Avatar> {
    const avatar = await this.findAvatar(training);
    if (!avatar) throw new Unusable(`avatar ${training.avatarId} is gone`);
    return avatar;
  }

  private findAvatar({ avatarId }: Training): Promise<Avatar | null> {
    return this.database.repository(Avatar).findOneBy({ id: avatarId });
  }
}
