import { Injectable } from '@nestjs/common';
import {
  type TrainingObstacle,
  type TrainingPreset,
  Trainings,
  trainingSlot,
} from '@aisha/avatars';
import { IDLE, type TrainingIntent } from '@aisha/conversation';
import type { Appliers } from './appliers';
import { type Circumstances, insufficient, type Outcome, saying, STALE } from './outcome';

/** What the dialogue wants of trainings. */
@Injectable()
export class TrainingIntents {
  constructor(private readonly trainings: Trainings) {}

  readonly appliers: Appliers<TrainingIntent> = {
    train: ({ avatarId }, { user }) => this.offer(user.id, avatarId),
    'train-with': ({ avatarId, preset }, circumstances) =>
      this.start(avatarId, preset, circumstances),
    'ask-cancel-training': ({ trainingId }, { user }) => this.askCancel(user.id, trainingId),
    'cancel-training': async ({ trainingId }, { user }) =>
      (await this.trainings.cancel(user.id, trainingId))
        ? saying({ kind: 'training-stopping', trainingId })
        : STALE,
  };

  private async offer(ownerId: string, avatarId: string): Promise<Outcome> {
    const obstacle = await this.trainings.obstacle(ownerId, avatarId);
    return obstacle ? hindered(obstacle) : saying({ kind: 'training-presets', avatarId });
  }

  private async start(
    avatarId: string,
    preset: TrainingPreset,
    { user, chat }: Circumstances,
  ): Promise<Outcome> {
    const result = await this.trainings.start(user.id, avatarId, chat, preset);
    switch (result.outcome) {
      case 'started': {
        const { trainingId } = result;
        const slot = trainingSlot(trainingId);
        return saying({ kind: 'training-progress', trainingId }, { slot, session: IDLE });
      }
      case 'insufficient-credits':
        return insufficient(result, { do: 'train', avatarId });
      default:
        return hindered(result);
    }
  }

  /** A message of its own: the one that shows the progress goes on showing it. */
  private async askCancel(ownerId: string, trainingId: string): Promise<Outcome> {
    const training = await this.trainings.find(ownerId, trainingId);
    if (!training || training.settledAt) return STALE;
    return saying({ kind: 'training-cancel-request', trainingId }, { fresh: true });
  }
}

function hindered({ outcome }: TrainingObstacle): Outcome {
  switch (outcome) {
    case 'too-few-photos':
      return { replies: [], alert: 'photos-too-few' };
    case 'photos-pending':
      return { replies: [], alert: 'photos-pending' };
    case 'stale':
      return STALE;
  }
}
