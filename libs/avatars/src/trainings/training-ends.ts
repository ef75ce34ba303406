import { Inject, Injectable } from '@nestjs/common';
import { type Avatar, Database, type Training, type WorkFailure } from '@aisha/database';
import { Outbox } from '@aisha/delivery';
import { CONFIG } from '@aisha/platform';
import type { AvatarsConfig } from '../avatars.env';
import { ReadyAvatars } from '../cards/ready-avatars';
import { type ModelFamily, TRAINERS } from '../catalogue/trainers';
import { PhotoFiles } from '../photos/photo-files';
import { DataSets } from './data-sets';
import type { TrainedModel } from './trained-models';
import { trainingSlot } from './training-slot';

/** Ends after which FAL may still be at work and need the data set; it goes by itself a day later. */
const MAY_GO_ON: ReadonlySet<WorkFailure> = new Set(['outcome-unknown', 'timed-out']);

/** By where it was really trained: a worker of the version before knows one trainer only, whatever the row says. */
const familyOf = ({ endpoint, trainer }: Training): ModelFamily => {
  const used = Object.values(TRAINERS).find((known) => known.endpoint === endpoint);
  return (used ?? TRAINERS[trainer]).family;
};

/** What the end of a training means for its avatar, its files and its owner. In the settling transaction. */
@Injectable()
export class TrainingEnds {
  constructor(
    private readonly database: Database,
    private readonly dataSets: DataSets,
    private readonly photoFiles: PhotoFiles,
    private readonly ready: ReadyAvatars,
    private readonly outbox: Outbox,
    @Inject(CONFIG) private readonly config: Pick<AvatarsConfig, 'TRAINING_PHOTO_RETENTION_DAYS'>,
  ) {}

  /** An avatar that was deleted meanwhile stays so; nothing uses what was copied for it, so that goes too. */
  async succeeded(training: Training, avatar: Avatar, model: TrainedModel): Promise<void> {
    await this.dataSets.drop(avatar, training);
    const looks = { ...model, family: familyOf(training) };
    if (!(await this.ready.admit(avatar, looks))) return;
    await this.photoFiles.release(avatar.id, this.config.TRAINING_PHOTO_RETENTION_DAYS);
    await this.say(training, { kind: 'avatar-ready', avatarId: avatar.id }, 'avatar-ready');
  }

  /** An avatar that another training is working on, or has made, is left as it is. */
  async failed(training: Training, avatar: Avatar | null, failure: WorkFailure): Promise<void> {
    await this.database.query(
      `update avatars set status = 'failed', updated_at = now()
       where id = $1 and status = 'training' and not exists (select 1 from trainings
         where avatar_id = $1 and id <> $2 and settled_at is null)`,
      [training.avatarId, training.id],
    );
    if (avatar && !MAY_GO_ON.has(failure)) await this.dataSets.drop(avatar, training);
    const notice = { kind: 'training-failed' as const, trainingId: training.id };
    await this.say(training, notice, 'training-failed');
  }

  private say(
    training: Training,
    notice: Parameters<Outbox['add']>[1],
    about: string,
  ): Promise<void> {
    const { id } = training;
    return this.outbox.add(training, notice, { key: `${about}-${id}`, slot: trainingSlot(id) });
  }
}
