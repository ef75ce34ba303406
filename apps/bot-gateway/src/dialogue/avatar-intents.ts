import { Injectable } from '@nestjs/common';
import { Avatars, MIN_PHOTOS, Photos, Trainings } from '@aisha/avatars';
import { type AnnouncedFile, IDLE, type Intent } from '@aisha/conversation';
import { type Circumstances, insufficient, type Outcome, saying, STALE } from './outcome';

type AvatarIntent = Extract<
  Intent,
  {
    do:
      | 'begin-avatar'
      | 'resume-draft'
      | 'review-draft'
      | 'discard-draft'
      | 'create-draft'
      | 'add-photo'
      | 'train'
      | 'open-avatar';
  }
>;

/** What the dialogue wants of avatars. */
@Injectable()
export class AvatarIntents {
  constructor(
    private readonly avatars: Avatars,
    private readonly photos: Photos,
    private readonly trainings: Trainings,
  ) {}

  async apply(intent: AvatarIntent, circumstances: Circumstances): Promise<Outcome> {
    const ownerId = circumstances.user.id;
    switch (intent.do) {
      case 'begin-avatar':
        return this.begin(ownerId);
      case 'create-draft': {
        const draft = await this.avatars.createDraft({
          ownerId,
          name: intent.name,
          gender: intent.gender,
        });
        return saying({ kind: 'avatar-photos-request', avatarId: draft.id });
      }
      case 'resume-draft':
        return this.resume(ownerId);
      case 'add-photo':
        return this.addPhoto(intent.file, circumstances);
      case 'review-draft':
        return this.review(ownerId);
      case 'discard-draft':
        await this.avatars.discardDraft(ownerId);
        return saying({ kind: 'avatar-discarded' });
      case 'train':
        return this.train(intent.avatarId, circumstances);
      case 'open-avatar': {
        const found = await this.avatars.find(ownerId, intent.avatarId);
        return found ? saying({ kind: 'avatar-card', avatarId: found.id }) : STALE;
      }
    }
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
