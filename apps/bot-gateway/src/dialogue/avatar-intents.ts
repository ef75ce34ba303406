import { Injectable } from '@nestjs/common';
import { Avatars, type Gender, MIN_PHOTOS, Photos, Trainings } from '@aisha/avatars';
import { type AnnouncedFile, type AvatarIntent, IDLE } from '@aisha/conversation';
import type { Appliers } from './appliers';
import { type Circumstances, insufficient, type Outcome, saying, STALE } from './outcome';

/** What the dialogue wants of avatars. */
@Injectable()
export class AvatarIntents {
  constructor(
    private readonly avatars: Avatars,
    private readonly photos: Photos,
    private readonly trainings: Trainings,
  ) {}

  readonly appliers: Appliers<AvatarIntent> = {
    'begin-avatar': (_, { user }) => this.begin(user.id),
    'create-draft': ({ name, gender }, { user }) => this.create(user.id, name, gender),
    'resume-draft': (_, { user }) => this.resume(user.id),
    'add-photo': ({ file }, circumstances) => this.addPhoto(file, circumstances),
    'review-draft': (_, { user }) => this.review(user.id),
    'discard-draft': (_, { user }) => this.discard(user.id),
    train: ({ avatarId }, circumstances) => this.train(avatarId, circumstances),
    'open-avatar': ({ avatarId }, { user }) => this.open(user.id, avatarId),
  };

  private async create(ownerId: string, name: string, gender: Gender): Promise<Outcome> {
    const draft = await this.avatars.createDraft({ ownerId, name, gender });
    return saying({ kind: 'avatar-photos-request', avatarId: draft.id });
  }

  private async discard(ownerId: string): Promise<Outcome> {
    await this.avatars.discardDraft(ownerId);
    return saying({ kind: 'avatar-discarded' });
  }

  private async open(ownerId: string, avatarId: string): Promise<Outcome> {
    const found = await this.avatars.find(ownerId, avatarId);
    return found ? saying({ kind: 'avatar-card', avatarId: found.id }) : STALE;
  }

  /** A draft that was begun is gone on with. */
  private async begin(ownerId: string): Promise<Outcome> {
    const draft = await this.avatars.draftOf(ownerId);
    return draft
      ? saying(
          { kind: 'avatar-photos-request', avatarId: draft.id },
          { session: { screen: 'avatar-photos' } },
        )
      : saying({ kind: 'avatar-name-request' }, { session: { screen: 'avatar-name' } });
  }

  private async resume(ownerId: string): Promise<Outcome> {
    const draft = await this.avatars.draftOf(ownerId);
    return draft
      ? saying({ kind: 'avatar-photos-request', avatarId: draft.id })
      : saying({ kind: 'avatars-list' }, { session: IDLE });
  }

  /** The worker tells how many there are once it has looked at the photo. */
  private async addPhoto(file: AnnouncedFile, { user, chat }: Circumstances): Promise<Outcome> {
    const avatar = await this.avatars.draftOf(user.id);
    if (!avatar) return saying({ kind: 'photos-not-expected' }, { session: IDLE });
    const { outcome } = await this.photos.add({ avatar, chat, ownerId: user.id, ...file });
    return outcome === 'added'
      ? { replies: [] }
      : saying({ kind: 'photos-full' }, { slot: `photos-full-${avatar.id}` });
  }

  private async review(ownerId: string): Promise<Outcome> {
    const draft = await this.avatars.draftOf(ownerId);
    if (!draft) return STALE;
    const { accepted, pending } = await this.photos.counts(draft.id);
    if (accepted >= MIN_PHOTOS) return saying({ kind: 'avatar-review', avatarId: draft.id });
    return { replies: [], alert: pending > 0 ? 'photos-pending' : 'photos-too-few' };
  }

  private async train(avatarId: string, { user, chat }: Circumstances): Promise<Outcome> {
    const result = await this.trainings.start(user.id, avatarId, chat);
    switch (result.outcome) {
      case 'started':
        return saying({ kind: 'training-started', avatarId }, { session: IDLE });
      case 'insufficient-credits':
        return insufficient(result);
      case 'too-few-photos':
        return { replies: [], alert: 'photos-too-few' };
      case 'photos-pending':
        return { replies: [], alert: 'photos-pending' };
      case 'stale':
        return STALE;
    }
  }
}
