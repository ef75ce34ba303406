import { Injectable } from '@nestjs/common';
import { Ledger, PRICES, type User } from '@aisha/accounts';
import { Avatars, PRESETS, type Training, TRAINING_PRESETS, Trainings } from '@aisha/avatars';
import type { TrainingNotice } from '@aisha/contracts';
import { stopping } from './avatar-card-messages';
import { type ButtonRows, Phrases, TO_MENU } from './phrases';
import type { Rendered } from './rendered';
import type { Renderers } from './renderers';

/** Failures that other photos may end. */
const ABOUT_PHOTOS = new Set<string | null>(['bad-photos', 'content-policy']);

/** What is said of trainings: the choice, the way and the end. That an avatar is ready is said elsewhere. */
@Injectable()
export class TrainingMessages {
  constructor(
    private readonly phrases: Phrases,
    private readonly avatars: Avatars,
    private readonly trainings: Trainings,
    private readonly ledger: Ledger,
  ) {}

  readonly renderers: Renderers<TrainingNotice['kind']> = {
    'training-presets': ({ avatarId }, person) => this.presets(avatarId, person),
    'training-started': async ({ avatarId }, person) => {
      const training = await this.trainings.latest(avatarId);
      return training && this.progress(training.id, person);
    },
    'training-progress': ({ trainingId }, person) => this.progress(trainingId, person),
    'training-cancel-request': async ({ trainingId }, person) => {
      const found = await this.open(trainingId);
      if (!found) return null;
      const { avatar, training } = found;
      return this.phrases.message(
        person,
        'training-cancel-request',
        [
          [['stop-training-yes', { do: 'cancel-training', trainingId }]],
          [['go-on', { do: 'open-avatar', avatarId: avatar.id }]],
        ],
        { name: avatar.name, price: training.price },
      );
    },
    'training-stopping': (_, person) => this.phrases.message(person, 'training-stopping'),
    'training-failed': ({ trainingId }, person) => this.failed(trainingId, person),
  };

  private async presets(avatarId: string, person: User): Promise<Rendered | null> {
    const avatar = await this.avatars.get(avatarId);
    if (!avatar) return null;
    const message = this.phrases.message(
      person,
      'training-presets',
      [[['back', { do: 'open-avatar', avatarId }]]],
      { name: avatar.name, balance: await this.ledger.balance(person.id) },
    );
    const choices = TRAINING_PRESETS.map((preset) => [
      this.phrases.button(
        person,
        `preset-${preset}`,
        { do: 'train-with', avatarId, preset },
        { price: PRICES.training[preset], ...PRESETS[preset].minutes },
      ),
    ]);
    return { ...message, buttons: [...choices, ...message.buttons] };
  }

  private async progress(trainingId: string, person: User): Promise<Rendered | null> {
    const found = await this.open(trainingId);
    if (!found) return null;
    const { avatar, training } = found;
    return this.phrases.message(person, 'training-progress', stopping(training), {
      name: avatar.name,
      state: stateOf(training),
      position: training.queuePosition ?? 0,
      bar: bar(training.percent ?? 0),
      percent: training.percent ?? 0,
      ...PRESETS[training.preset].minutes,
    });
  }

  private async failed(trainingId: string, person: User): Promise<Rendered | null> {
    const training = await this.trainings.get(trainingId);
    const avatar = training && (await this.avatars.get(training.avatarId));
    if (!avatar || !training.failure) return null;
    const { failure, price } = training;
    const again: ButtonRows = [[['train-again', { do: 'train', avatarId: avatar.id }]]];
    const photos: ButtonRows = [
      [['replace-photos', { do: 'replace-photos', avatarId: avatar.id }]],
    ];
    const ways = ABOUT_PHOTOS.has(failure) ? [...photos, ...again] : again;
    const isCancelled = failure === 'cancelled';
    const message = this.phrases.message(
      person,
      isCancelled ? 'training-cancelled' : 'training-failed',
      [...ways, TO_MENU],
      { name: avatar.name, price, ...(!isCancelled && { reason: failure }) },
    );
    return { ...message, announces: true };
  }

  /** A training that goes on, with its avatar; what has ended meanwhile is told by another message. */
  private async open(trainingId: string) {
    const training = await this.trainings.get(trainingId);
    if (!training || training.settledAt) return null;
    const avatar = await this.avatars.get(training.avatarId);
    return avatar && { training, avatar };
  }
}

function stateOf({ cancelRequestedAt, percent, queuePosition }: Training) {
  if (cancelRequestedAt) return 'stopping';
  if (percent !== null) return 'working';
  if (queuePosition === null) return 'sent';
  return queuePosition === 0 ? 'next' : 'queued';
}

/** Ten blocks for the whole way. */
const bar = (percent: number): string => {
  const filled = Math.round(percent / 10);
  return '▰'.repeat(filled) + '▱'.repeat(10 - filled);
};
