import { Injectable } from '@nestjs/common';
import { Avatars } from '@aisha/avatars';
import type { AvatarCardIntent } from '@aisha/conversation';
import type { Appliers } from './appliers';
import { type Outcome, saying, STALE } from './outcome';

/** What the dialogue wants of avatars that are there. */
@Injectable()
export class AvatarCardIntents {
  constructor(private readonly avatars: Avatars) {}

  readonly appliers: Appliers<AvatarCardIntent> = {
    'open-avatar': ({ avatarId }, { user }) => this.about(user.id, avatarId, 'avatar-card'),
    'set-main': async ({ avatarId }, { user }) =>
      cardIf(await this.avatars.setMain(user.id, avatarId), avatarId),
    'rename-avatar': ({ avatarId }, { user }) => this.askName(user.id, avatarId),
    'name-avatar': async ({ avatarId, name }, { user }) =>
      cardIf(await this.avatars.rename(user.id, avatarId, name), avatarId),
    'ask-delete-avatar': ({ avatarId }, { user }) =>
      this.about(user.id, avatarId, 'avatar-delete-request'),
    'delete-avatar': ({ avatarId }, { user }) => this.delete(user.id, avatarId, false),
    'delete-avatar-all': ({ avatarId }, { user }) => this.delete(user.id, avatarId, true),
  };

  private async about(
    ownerId: string,
    avatarId: string,
    kind: 'avatar-card' | 'avatar-delete-request' | 'avatar-rename-request',
  ): Promise<Outcome> {
    const found = await this.avatars.find(ownerId, avatarId);
    return found ? saying({ kind, avatarId }) : STALE;
  }

  private async askName(ownerId: string, avatarId: string): Promise<Outcome> {
    const asked = await this.about(ownerId, avatarId, 'avatar-rename-request');
    return asked === STALE ? STALE : { ...asked, session: { screen: 'avatar-rename', avatarId } };
  }

  private async delete(ownerId: string, avatarId: string, withPictures: boolean): Promise<Outcome> {
    switch (await this.avatars.delete(ownerId, avatarId, { withPictures })) {
      case 'deleted':
        return saying({ kind: 'avatar-deleted' });
      case 'in-training':
        return { replies: [], alert: 'training-first' };
      case 'stale':
        return STALE;
    }
  }
}

const cardIf = (changed: boolean, avatarId: string): Outcome =>
  changed ? saying({ kind: 'avatar-card', avatarId }) : STALE;
