import { Injectable } from '@nestjs/common';
import { Avatars, PhotoChoices } from '@aisha/avatars';
import type { PhotoIntent } from '@aisha/conversation';
import type { Appliers } from './appliers';
import { type Outcome, saying, STALE } from './outcome';

/** What the dialogue wants of single photos. */
@Injectable()
export class PhotoIntents {
  constructor(
    private readonly avatars: Avatars,
    private readonly choices: PhotoChoices,
  ) {}

  readonly appliers: Appliers<PhotoIntent> = {
    'show-draft-photo': ({ photoId }, { user }) => this.show(user.id, photoId),
    'keep-photo': async ({ photoId }, { user }) => {
      const kept = await this.choices.keep(user.id, photoId);
      return kept ? saying({ kind: 'photo-kept', photoId }) : STALE;
    },
    'keep-draft-photo': async ({ photoId }, { user }) => {
      const kept = await this.choices.keep(user.id, photoId);
      return kept ? this.show(user.id, photoId) : STALE;
    },
    'replace-photo': ({ photoId }, { user }) => this.replace(user.id, photoId),
    'remove-photo': ({ photoId }, { user }) => this.remove(user.id, photoId),
  };

  /** A photo that is gone gives way to the first one. */
  private async show(ownerId: string, photoId?: string): Promise<Outcome> {
    const draft = await this.avatars.draftOf(ownerId);
    if (!draft) return STALE;
    const shown =
      (await this.choices.shown(ownerId, draft.id, photoId)) ??
      (await this.choices.shown(ownerId, draft.id));
    return shown
      ? saying({ kind: 'draft-photo', photoId: shown.photo.id })
      : saying({ kind: 'draft-photos-none' });
  }

  /** Whoever sends another one is asked for photos again, wherever they stood. */
  private async replace(ownerId: string, photoId: string): Promise<Outcome> {
    const removed = await this.choices.remove(ownerId, photoId);
    if (!removed) return STALE;
    const draft = await this.avatars.draftOf(ownerId);
    return saying(
      { kind: 'photo-removed', photoId },
      draft ? { session: { screen: 'avatar-photos' } } : {},
    );
  }

  /** While leafing: the neighbour takes the place of what is removed. */
  private async remove(ownerId: string, photoId: string): Promise<Outcome> {
    const draft = await this.avatars.draftOf(ownerId);
    const shown = draft && (await this.choices.shown(ownerId, draft.id, photoId));
    const removed = await this.choices.remove(ownerId, photoId);
    return removed ? this.show(ownerId, shown?.nextId ?? shown?.previousId) : STALE;
  }
}
