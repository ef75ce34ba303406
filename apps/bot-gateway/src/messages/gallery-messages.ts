import { Injectable } from '@nestjs/common';
import type { User } from '@aisha/accounts';
import { Images } from '@aisha/avatars';
import type { GalleryNotice } from '@aisha/contracts';
import type { Action } from '@aisha/conversation';
import { Phrases, TO_MENU } from './phrases';
import type { Rendered } from './rendered';
import type { Renderers } from './renderers';
import { PROMPT_ROOM, shorten } from './split-text';

/** A person's pictures, as they leaf through them. */
@Injectable()
export class GalleryMessages {
  constructor(
    private readonly phrases: Phrases,
    private readonly images: Images,
  ) {}

  readonly renderers: Renderers<GalleryNotice['kind']> = {
    'gallery-empty': (_, person) =>
      this.phrases.message(person, 'gallery-empty', [[['picture', { do: 'picture' }]], TO_MENU]),
    'gallery-card': ({ imageId }, person) => this.card(imageId, person),
    'gallery-delete-request': ({ imageId }, person) => this.deleteRequest(imageId, person),
  };

  private async card(imageId: string, person: User): Promise<Rendered | null> {
    const shown = await this.images.gallery(person.id, imageId);
    if (!shown?.image.objectKey) return null;
    const { image, position, total, previousId, nextId } = shown;
    const turn: [string, Action][] = [];
    if (previousId) turn.push(['previous', { do: 'gallery-at', imageId: previousId }]);
    if (nextId) turn.push(['next', { do: 'gallery-at', imageId: nextId }]);
    const message = this.phrases.message(
      person,
      'gallery-card',
      [
        ...(turn.length > 0 ? [turn] : []),
        [['delete', { do: 'ask-delete-image', imageId }], ...TO_MENU],
      ],
      { prompt: shorten(image.prompt, PROMPT_ROOM), position, total },
    );
    return { ...message, photoKey: image.objectKey ?? undefined };
  }

  private async deleteRequest(imageId: string, person: User): Promise<Rendered | null> {
    const shown = await this.images.gallery(person.id, imageId);
    if (!shown?.image.objectKey) return null;
    const message = this.phrases.message(person, 'gallery-delete-request', [
      [
        ['delete-yes', { do: 'delete-image', imageId }],
        ['keep', { do: 'gallery-at', imageId }],
      ],
    ]);
    return { ...message, photoKey: shown.image.objectKey };
  }
}
