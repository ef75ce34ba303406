import { Injectable } from '@nestjs/common';
import { type Avatar, Avatars, MIN_PHOTOS, Photos } from '@aisha/avatars';
import { type AnnouncedFile, type DraftIntent, IDLE } from '@aisha/conversation';
import type { Appliers } from './appliers';
import { type Circumstances, type Outcome, saying, STALE } from './outcome';

/** What the dialogue wants of avatars that are being made. */
@Injectable()
export class AvatarIntents {
  constructor(
    private readonly avatars: Avatars,
    private readonly photos: Photos,
  ) {}

  readonly appliers: Appliers<DraftIntent> = {
    'begin-avatar': (_, { user }) => this.begin(user.id),
    'create-draft': async ({ name, gender, kind }, { user }) =>
      collecting(await this.avatars.createDraft({ ownerId: user.id, name, gender, kind })),
    'resume-draft': (_, { user }) => this.resume(user.id),
    'add-photo': ({ file }, circumstances) => this.addPhoto(file, circumstances),
    'review-draft': (_, { user }) => this.review(user.id),
    'discard-draft': (_, { user }) => this.discard(user.id),
    retrain: ({ avatarId }, { user }) => this.retrain(user.id, avatarId),
    'replace-photos': ({ avatarId }, { user }) => this.replacePhotos(user.id, avatarId),
  };

  private async discard(ownerId: string): Promise<Outcome> {
    await this.avatars.discardDraft(ownerId);
    return saying({ kind: 'avatar-discarded' });
  }

  /** A draft that was begun is gone on with. */
  private async begin(ownerId: string): Promise<Outcome> {
    const draft = await this.avatars.draftOf(ownerId);
    return draft ? collecting(draft) : saying({ kind: 'avatar-kind-request' });
  }

  private async resume(ownerId: string): Promise<Outcome> {
    const draft = await this.avatars.draftOf(ownerId);
    return draft ? collecting(draft) : saying({ kind: 'avatars-list' }, { session: IDLE });
  }

  /** A new avatar with the name of one that is there. The photos of that one are gone, as a rule. */
  private async retrain(ownerId: string, avatarId: string): Promise<Outcome> {
    const avatar = await this.avatars.find(ownerId, avatarId);
    if (!avatar) return STALE;
    const draft = await this.avatars.draftOf(ownerId);
    if (draft) return { ...collecting(draft), alert: 'draft-first' };
    const { name, gender } = avatar;
    return collecting(await this.avatars.createDraft({ ownerId, name, gender }));
  }

  private async replacePhotos(ownerId: string, avatarId: string): Promise<Outcome> {
    const outcome = await this.avatars.reopen(ownerId, avatarId);
    const draft = await this.avatars.draftOf(ownerId);
    if (outcome === 'stale' || !draft) return STALE;
    return outcome === 'opened'
      ? collecting(draft)
      : { ...collecting(draft), alert: 'draft-first' };
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
    const { accepted, pending, doubtful } = await this.photos.counts(draft.id);
    if (accepted >= MIN_PHOTOS) return saying({ kind: 'avatar-review', avatarId: draft.id });
    if (pending > 0) return { replies: [], alert: 'photos-pending' };
    const isAboutDoubts = accepted + doubtful >= MIN_PHOTOS;
    return { replies: [], alert: isAboutDoubts ? 'photos-doubtful' : 'photos-too-few' };
  }
}

/** Photos of a draft are what comes next. */
const collecting = ({ id: avatarId, kind }: Avatar): Outcome =>
  saying(
    { kind: kind === 'instant' ? 'instant-photo-request' : 'avatar-photos-request', avatarId },
    { session: { screen: 'avatar-photos' } },
  );
