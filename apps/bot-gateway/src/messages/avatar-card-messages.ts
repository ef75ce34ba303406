import { Injectable } from '@nestjs/common';
import type { User } from '@aisha/accounts';
import { type Avatar, Avatars, type Training, Trainings } from '@aisha/avatars';
import type { AvatarCardNotice } from '@aisha/contracts';
import { dayOf } from './person-time';
import { type ButtonRows, Phrases, TO_MENU } from './phrases';
import type { Rendered } from './rendered';
import type { Renderers } from './renderers';

const TO_AVATARS: ButtonRows = [[['avatars', { do: 'avatars' }]]];

/** One avatar and what can be done with it. */
@Injectable()
export class AvatarCardMessages {
  constructor(
    private readonly phrases: Phrases,
    private readonly avatars: Avatars,
    private readonly trainings: Trainings,
  ) {}

  readonly renderers: Renderers<AvatarCardNotice['kind']> = {
    'avatar-card': ({ avatarId }, person) => this.card(avatarId, person),
    'avatar-rename-request': async ({ avatarId }, person) => {
      const avatar = await this.avatars.get(avatarId);
      const rows: ButtonRows = [[['cancel', { do: 'open-avatar', avatarId }]]];
      return (
        avatar && this.phrases.message(person, 'avatar-rename-request', rows, { name: avatar.name })
      );
    },
    'avatar-delete-request': ({ avatarId }, person) => this.deleteRequest(avatarId, person),
    'avatar-deleted': (_, person) =>
      this.phrases.message(person, 'avatar-deleted', [...TO_AVATARS, TO_MENU]),
  };

  private async card(avatarId: string, person: User): Promise<Rendered | null> {
    const avatar = await this.avatars.get(avatarId);
    if (!avatar) return null;
    const training = await this.trainings.latest(avatarId);
    const card = this.phrases.message(person, 'avatar-card', rowsOf(avatar, training), {
      name: avatar.name,
      gender: avatar.gender,
      kind: avatar.kind,
      status: avatar.status,
      main: avatar.isMain ? 'yes' : 'no',
      created: dayOf(avatar.createdAt, person),
    });
    return { ...card, photoKey: avatar.previewKey ?? undefined };
  }

  private async deleteRequest(avatarId: string, person: User): Promise<Rendered | null> {
    const avatar = await this.avatars.get(avatarId);
    if (!avatar) return null;
    const isReady = avatar.status === 'ready';
    const all: ButtonRows = isReady
      ? [[['delete-avatar-all', { do: 'delete-avatar-all', avatarId }]]]
      : [];
    const message = this.phrases.message(
      person,
      'avatar-delete-request',
      [
        [['delete-avatar', { do: 'delete-avatar', avatarId }]],
        ...all,
        [['keep', { do: 'open-avatar', avatarId }]],
      ],
      { name: avatar.name, state: isReady ? 'ready' : 'other' },
    );
    return { ...message, photoKey: avatar.previewKey ?? undefined };
  }
}

function rowsOf(avatar: Avatar, training: Training | null): ButtonRows {
  const { id: avatarId, status } = avatar;
  const rename: ButtonRows[number] = [['rename', { do: 'rename-avatar', avatarId }]];
  const remove: ButtonRows[number] = [['delete', { do: 'ask-delete-avatar', avatarId }]];
  switch (status) {
    case 'ready':
      return [...rowsOfReady(avatar), [...rename, ...remove], ...TO_AVATARS];
    case 'draft':
      return [
        [
          ['add-photos', { do: 'add-photos' }],
          ['draft-photos', { do: 'draft-photos' }],
        ],
        [...rename, ...remove],
        ...TO_AVATARS,
      ];
    case 'failed':
      return [
        [['train-again', { do: 'train', avatarId }]],
        [['replace-photos', { do: 'replace-photos', avatarId }]],
        [...rename, ...remove],
        ...TO_AVATARS,
      ];
    case 'training':
      return [...(training ? stopping(training) : []), rename, ...TO_AVATARS];
  }
}

const rowsOfReady = ({ id: avatarId, isMain, kind }: Avatar): ButtonRows => [
  [['picture', { do: 'picture-of', avatarId }]],
  ...(isMain ? [] : ([[['set-main', { do: 'set-main', avatarId }]]] satisfies ButtonRows)),
  [[kind === 'instant' ? 'train-properly' : 'retrain', { do: 'retrain', avatarId }]],
];

/** The button with which a training can be stopped, for as long as nobody has. */
export const stopping = ({ id, settledAt, cancelRequestedAt }: Training): ButtonRows =>
  settledAt || cancelRequestedAt
    ? []
    : [[['stop-training', { do: 'ask-cancel-training', trainingId: id }]]];
