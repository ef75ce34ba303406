import { Injectable } from '@nestjs/common';
import { PRICES, type User } from '@aisha/accounts';
import { type Avatar, Avatars } from '@aisha/avatars';
import type { AvatarNotice } from '@aisha/contracts';
import { type ButtonRows, Phrases, TO_MENU } from './phrases';
import { button, type Rendered } from './rendered';
import type { Renderers } from './renderers';

const CANCEL: ButtonRows = [[['cancel', { do: 'cancel' }]]];

/** What is said of avatars, from the choice of a kind to the moment they can be used. */
@Injectable()
export class AvatarMessages {
  constructor(
    private readonly phrases: Phrases,
    private readonly avatars: Avatars,
  ) {}

  readonly renderers: Renderers<AvatarNotice['kind']> = {
    'avatars-list': (_, person) => this.list(person),
    'avatar-kind-request': (_, person) =>
      this.phrases.message(
        person,
        'avatar-kind-request',
        [
          [['instant', { do: 'avatar-kind', kind: 'instant' }]],
          [['trained', { do: 'avatar-kind', kind: 'trained' }]],
          ...CANCEL,
        ],
        { price: PRICES.training.fast },
      ),
    'avatar-name-request': (_, person) =>
      this.phrases.message(person, 'avatar-name-request', CANCEL),
    'avatar-name-invalid': (_, person) =>
      this.phrases.message(person, 'avatar-name-invalid', CANCEL),
    'avatar-gender-request': (_, person) =>
      this.phrases.message(person, 'avatar-gender-request', [
        [
          ['female', { do: 'gender', gender: 'female' }],
          ['male', { do: 'gender', gender: 'male' }],
        ],
        ...CANCEL,
      ]),
    'instant-photo-request': async ({ avatarId }, person) => {
      const avatar = await this.avatars.get(avatarId);
      if (avatar?.status !== 'draft') return null;
      const rows: ButtonRows = [[['discard', { do: 'discard-draft' }]]];
      return this.phrases.message(person, 'instant-photo-request', rows, { name: avatar.name });
    },
    'avatar-ready': ({ avatarId }, person) => this.ready(avatarId, person),
    'avatar-discarded': (_, person) => this.phrases.message(person, 'avatar-discarded', [TO_MENU]),
  };

  private async list(person: User): Promise<Rendered> {
    const avatars = await this.avatars.list(person.id);
    const rows: ButtonRows = [[['new-avatar', { do: 'new-avatar' }]], TO_MENU];
    const message = this.phrases.message(
      person,
      avatars.length > 0 ? 'avatars-list' : 'avatars-empty',
      rows,
      { price: PRICES.training.fast },
    );
    const entries = avatars.map((avatar) => [
      button(`${signOf(avatar)} ${avatar.name}`, { do: 'open-avatar', avatarId: avatar.id }),
    ]);
    return { ...message, buttons: [...entries, ...message.buttons] };
  }

  private async ready(avatarId: string, person: User): Promise<Rendered | null> {
    const avatar = await this.avatars.get(avatarId);
    if (avatar?.status !== 'ready') return null;
    const isInstant = avatar.kind === 'instant';
    const better: ButtonRows = isInstant ? [[['train-properly', { do: 'retrain', avatarId }]]] : [];
    const message = this.phrases.message(
      person,
      isInstant ? 'instant-avatar-ready' : 'avatar-ready',
      [[['picture', { do: 'picture-of', avatarId }]], ...better, TO_MENU],
      { name: avatar.name, price: PRICES.image },
    );
    return { ...message, photoKey: avatar.previewKey ?? undefined, announces: true };
  }
}

const SIGNS = { draft: '📝', training: '⏳', ready: '✨', failed: '⚠️' } as const;
const signOf = ({ isMain, kind, status }: Avatar): string => {
  if (isMain) return '⭐';
  return status === 'ready' && kind === 'instant' ? '⚡' : SIGNS[status];
};
