import { Injectable } from '@nestjs/common';
import { Images } from '@aisha/avatars';
import type { GalleryIntent } from '@aisha/conversation';
import type { Appliers } from './appliers';
import { type Outcome, saying, STALE } from './outcome';

/** What the dialogue wants of pictures that are there. */
@Injectable()
export class GalleryIntents {
  constructor(private readonly images: Images) {}

  readonly appliers: Appliers<GalleryIntent> = {
    'show-gallery': ({ imageId }, { user }) => this.show(user.id, imageId),
    'ask-delete-image': ({ imageId }, { user }) => this.askDelete(user.id, imageId),
    'delete-image': ({ imageId }, { user }) => this.delete(user.id, imageId),
  };

  private async show(ownerId: string, imageId?: string): Promise<Outcome> {
    const shown = await this.images.gallery(ownerId, imageId);
    if (!shown && imageId) return this.show(ownerId); // that picture is gone: the newest instead
    return shown
      ? saying({ kind: 'gallery-card', imageId: shown.image.id })
      : saying({ kind: 'gallery-empty' });
  }

  private async askDelete(ownerId: string, imageId: string): Promise<Outcome> {
    const shown = await this.images.gallery(ownerId, imageId);
    return shown ? saying({ kind: 'gallery-delete-request', imageId: shown.image.id }) : STALE;
  }

  private async delete(ownerId: string, imageId: string): Promise<Outcome> {
    return (await this.images.remove(ownerId, imageId)) ? this.show(ownerId) : STALE;
  }
}
