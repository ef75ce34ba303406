import { Inject, Injectable } from '@nestjs/common';
import { Avatar, Database, Training, type WorkFailure } from '@aisha/database';
import { Outbox } from '@aisha/delivery';
import { CONFIG } from '@aisha/platform';
import type { AvatarsConfig } from '../avatars.env';
import { TRAINERS } from '../catalogue/trainers';
import { PRESETS } from '../catalogue/training-presets';
import { PhotoFiles } from '../photos/photo-files';
import { TRAINING_BOUNDS } from '../work/work-bounds';
import { Unusable } from '../work/work-failures';
import type { Prepared, Received, WorkKind } from '../work/work-kind';
import { DataSets } from './data-sets';
import { type TrainedModel, TrainedModels } from './trained-models';

/** Ends after which FAL may still be at work and need the data set; it goes by itself a day later. */
const MAY_GO_ON: ReadonlySet<WorkFailure> = new Set(['outcome-unknown', 'timed-out']);

const PRESET = PRESETS.balanced;
const TRAINER = TRAINERS[PRESET.trainer];

/** A training as paid work: photos to a model of a person. */
@Injectable()
export class TrainingKind implements WorkKind<Training> {
  readonly subject = 'training';
  readonly bounds = TRAINING_BOUNDS;

  constructor(
    private readonly database: Database,
    private readonly dataSets: DataSets,
    private readonly models: TrainedModels,
    private readonly photoFiles: PhotoFiles,
    private readonly outbox: Outbox,
    @Inject(CONFIG) private readonly config: Pick<AvatarsConfig, 'TRAINING_PHOTO_RETENTION_DAYS'>,
  ) {}

  find(id: string): Promise<Training | null> {
    return this.database.repository(Training).findOneBy({ id });
  }

  async prepare(training: Training): Promise<Prepared> {
    const avatar = await this.avatarOf(training);
    const dataSetUrl = await this.dataSets.publish(avatar, training);
    const { triggerPhrase } = avatar;
    const input = TRAINER.input({ dataSetUrl, triggerPhrase, steps: PRESET.steps });
    return { endpoint: TRAINER.endpoint, input };
  }

  async receive(training: Training, output: unknown): Promise<Received> {
    const avatar = await this.avatarOf(training);
    const model = await this.models.take(avatar, TRAINER.output(output));
    return { commit: () => this.deliver(training, avatar, model) };
  }

  /** An avatar that another training is working on, or has made, is left as it is. */
  async failed(training: Training, failure: WorkFailure): Promise<void> {
    await this.database.query(
      `update avatars set status = 'failed', updated_at = now()
       where id = $1 and status = 'training' and not exists (select 1 from trainings
         where avatar_id = $1 and id <> $2 and settled_at is null)`,
      [training.avatarId, training.id],
    );
    if (!MAY_GO_ON.has(failure)) {
      await this.dataSets.drop(await this.avatarOf(training), training);
    }
    const notice = { kind: 'training-failed' as const, trainingId: training.id };
    await this.outbox.add(training, notice, { key: `training-failed-${training.id}` });
  }

  private async deliver(training: Training, avatar: Avatar, model: TrainedModel): Promise<void> {
    await this.database.query(
      `update avatars set status = 'ready', weights_url = $2, weights_key = $3, config_key = $4,
         preview_key = $5, ready_at = coalesce(ready_at, now()), updated_at = now() where id = $1`,
      [avatar.id, model.weightsUrl, model.weightsKey, model.configKey, model.previewKey],
    );
    await this.photoFiles.release(avatar.id, this.config.TRAINING_PHOTO_RETENTION_DAYS);
    await this.dataSets.drop(avatar, training);
    const notice = { kind: 'avatar-ready' as const, avatarId: avatar.id };
    await this.outbox.add(training, notice, { key: `avatar-ready-${training.id}` });
  }

  private async avatarOf({ avatarId }: Training): Promise<Avatar> {
    const avatar = await this.database.repository(Avatar).findOneBy({ id: avatarId });
    if (!avatar) throw new Unusable(`avatar ${avatarId} is gone`);
    return avatar;
  }
}
