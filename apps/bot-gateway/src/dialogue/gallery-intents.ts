import { Injectable } from '@nestjs/common';
import { Archives, Avatars, Gallery, GalleryChanges, GalleryFacts } from '@aisha/avatars';
import type { GalleryFilter, GalleryView, Notice } from '@aisha/contracts';
import type { GalleryIntent } from '@aisha/conversation';
import type { Appliers } from './appliers';
import { type Circumstances, type Outcome, saying, STALE } from './outcome';

/** What the dialogue wants of pictures that are there. */
@Injectable()
export class GalleryIntents {
  constructor(
    private readonly avatars: Avatars,
    private readonly gallery: Gallery,
    private readonly facts: GalleryFacts,
    private readonly changes: GalleryChanges,
    private readonly archives: Archives,
  ) {}

  readonly appliers: Appliers<GalleryIntent> = {
    'show-gallery': ({ view }, { user }) =>
      this.within(user.id, view.filter, { kind: 'gallery-page', view }),
    'show-filters': ({ filter }, { user }) =>
      this.within(user.id, filter, { kind: 'gallery-filters', filter }),
    'show-picture': ({ imageId, filter }, { user }) => this.card(user.id, imageId, filter),
    'set-favourite': async ({ imageId, on, filter }, { user }) => {
      const isThere = await this.changes.setFavourite(user.id, imageId, on);
      return isThere ? this.card(user.id, imageId, filter) : STALE;
    },
    'show-prompt': async ({ imageId, filter }, { user }) =>
      (await this.facts.details(user.id, imageId))
        ? saying({ kind: 'gallery-prompt', imageId, filter })
        : STALE,
    'send-file': async ({ imageId }, { user }) =>
      (await this.facts.details(user.id, imageId))
        ? saying({ kind: 'gallery-file', imageId }, { fresh: true })
        : STALE,
    'ask-delete-image': async ({ imageId }, { user }) =>
      (await this.facts.details(user.id, imageId))
        ? saying({ kind: 'gallery-delete-request', imageId })
        : STALE,
    'delete-image': ({ imageId, view }, { user }) => this.delete(user.id, [imageId], view),
    'ask-delete-marked': ({ view }) => saying({ kind: 'gallery-delete-marked-request', view }),
    'delete-marked': ({ imageIds, view }, { user }) => this.delete(user.id, imageIds, view),
    'pack-gallery': ({ filter }, circumstances) => this.pack(filter, circumstances),
  };

  /** A filter by an avatar that is not theirs, or not any more, is given up. */
  private async within(ownerId: string, filter: GalleryFilter, notice: Notice): Promise<Outcome> {
    const { avatarId, ...rest } = filter;
    if (!avatarId || (await this.avatars.find(ownerId, avatarId))) return saying(notice);
    return { ...STALE, session: { screen: 'idle', gallery: { filter: rest, page: 0 } } };
  }

  /** A picture that the filter no longer holds, such as a favourite of a moment ago, is shown among all. */
  private async card(ownerId: string, imageId: string, filter: GalleryFilter): Promise<Outcome> {
    if (await this.gallery.place(ownerId, imageId, filter)) {
      return saying({ kind: 'gallery-card', imageId, filter });
    }
    const isThere = await this.gallery.place(ownerId, imageId);
    return isThere ? saying({ kind: 'gallery-card', imageId }) : STALE;
  }

  private async delete(ownerId: string, imageIds: string[], view: GalleryView): Promise<Outcome> {
    const removed = await this.changes.remove(ownerId, imageIds);
    return removed > 0 ? saying({ kind: 'gallery-page', view }) : STALE;
  }

  private async pack(filter: GalleryFilter, { user, chat }: Circumstances): Promise<Outcome> {
    const requested = await this.archives.request(user.id, filter, chat);
    switch (requested.outcome) {
      case 'started': {
        const { archiveId } = requested;
        const slot = `archive-${archiveId}`;
        return saying({ kind: 'gallery-archive-started', archiveId }, { slot, fresh: true });
      }
      case 'busy':
        return { replies: [], alert: 'archive-busy' };
      case 'empty':
        return saying({ kind: 'gallery-page', view: { filter, page: 0 } });
    }
  }
}
