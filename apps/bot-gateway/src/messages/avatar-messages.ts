import { Injectable } from '@nestjs/common';
import { PRICES, type User } from '@aisha/accounts';
import { type Avatar, Avatars, Trainings } from '@aisha/avatars';
import type { AvatarNotice } from '@aisha/contracts';
import type { Action } from '@aisha/conversation';
import { Phrases, TO_MENU } from './phrases';
import { button, type Rendered } from './rendered';
import type { Renderers } from './renderers';

type Rows = [string, Action][][];

/** What is said of avatars, from the first name to the trained model. */
@Injectable()
export class AvatarMessages {
  constructor(
    private readonly phrases: Phrases,
    private readonly avatars: Avatars,
    private readonly trainings: Trainings,
  ) {}

  readonly renderers: Renderers<AvatarNotice['kind']> = {
    'avatars-list': (_, person) => this.list(person),
    'avatar-card': ({ avatarId }, person) => this.card(avatarId, person),
    'avatar-name-request': (_, person) => this.step(person, 'avatar-name-request'),
    'avatar-name-invalid': (_, person) => this.step(person, 'avatar-name-invalid'),
    'avatar-gender-request': (_, person) =>
      this.phrases.message(person, 'avatar-gender-request', [
        [
          ['female', { do: 'gender', gender: 'female' }],
          ['male', { do: 'gender', gender: 'male' }],
        ],
        [['cancel', { do: 'cancel' }]],
      ]),
    'training-started': async ({ avatarId }, person) => {
      const avatar = await this.avatars.get(avatarId);
      const values = avatar && { name: avatar.name };
      return values && this.phrases.message(person, 'training-started', [TO_MENU], values);
    },
    'avatar-ready': ({ avatarId }, person) => this.ready(avatarId, person),
    'training-failed': ({ trainingId }, person) => this.failed(trainingId, person),
    'avatar-discarded': (_, person) => this.phrases.message(person, 'avatar-discarded', [TO_MENU]),
  };

  private step(person: User, id: string): Rendered {
    return this.phrases.message(person, id, [[['cancel', { do: 'cancel' }]]]);
  }

  private async list(person: User): Promise<Rendered> {
    const avatars = await this.avatars.list(person.id);
    const menu = (rows: Rows) =>
      rows.map((row) => row.map(([label, action]) => this.phrases.button(person, label, action)));
    return {
      html: this.phrases.text(person, avatars.length > 0 ? 'avatars-list' : 'avatars-empty', {
        price: PRICES.training,
      }),
      buttons: [
        ...avatars.map((avatar) => [
          button(`${SIGNS[avatar.status]} ${avatar.name}`, {
            do: 'open-avatar',
            avatarId: avatar.id,
          }),
        ]),
        ...menu([[['new-avatar', { do: 'new-avatar' }]], TO_MENU]),
      ],
    };
  }

  private async card(avatarId: string, person: User): Promise<Rendered | null> {
    const avatar = await this.avatars.get(avatarId);
    if (!avatar) return null;
    const card = this.phrases.message(person, 'avatar-card', this.cardRows(avatar), {
      name: avatar.name,
      gender: avatar.gender,
      status: avatar.status,
      created: avatar.createdAt.toISOString().slice(0, 10),
    });
    return { ...card, photoKey: avatar.previewKey ?? undefined };
  }

  private cardRows({ id, status }: Avatar): Rows {
    const back: Rows = [[['avatars', { do: 'avatars' }]]];
    switch (status) {
      case 'ready':
        return [[['picture', { do: 'picture-of', avatarId: id }]], ...back];
      case 'draft':
        return [[['add-photos', { do: 'add-photos' }]], ...back];
      case 'failed':
        return [[['train-again', { do: 'train', avatarId: id }]], ...back];
      case 'training':
        return back;
    }
  }

  private async ready(avatarId: string, person: User): Promise<Rendered | null> {
    const avatar = await this.avatars.get(avatarId);
    if (avatar?.status !== 'ready') return null;
    const message = this.phrases.message(
      person,
      'avatar-ready',
      [[['picture', { do: 'picture-of', avatarId }]], TO_MENU],
      { name: avatar.name, price: PRICES.image },
    );
    return { ...message, photoKey: avatar.previewKey ?? undefined };
  }

  private async failed(trainingId: string, person: User): Promise<Rendered | null> {
    const training = await this.trainings.get(trainingId);
    const avatar = training && (await this.avatars.get(training.avatarId));
    if (!avatar || !training.failure) return null;
    return this.phrases.message(
      person,
      'training-failed',
      [[['train-again', { do: 'train', avatarId: avatar.id }]], TO_MENU],
      { name: avatar.name, reason: training.failure, price: PRICES.training },
    );
  }
}

const SIGNS = { draft: '📝', training: '⏳', ready: '✨', failed: '⚠️' } as const;
