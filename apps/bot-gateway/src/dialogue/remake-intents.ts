import { Injectable } from '@nestjs/common';
import { Images, type Remake, Remakes } from '@aisha/avatars';
import type { PictureIntent } from '@aisha/conversation';
import type { Appliers } from './appliers';
import { type Circumstances, insufficient, type Outcome, saying, STALE } from './outcome';

type RemakeIntent = Extract<PictureIntent, { imageId: string }>;

/** What the dialogue wants of a picture that is there: another one of it, and what it was made of. */
@Injectable()
export class RemakeIntents {
  constructor(
    private readonly remakes: Remakes,
    private readonly images: Images,
  ) {}

  readonly appliers: Appliers<RemakeIntent> = {
    again: ({ imageId }, circumstances) => this.start('again', imageId, circumstances),
    variation: ({ imageId }, circumstances) => this.start('variation', imageId, circumstances),
    upscale: ({ imageId }, circumstances) => this.start('upscale', imageId, circumstances),
    'show-words': ({ imageId }, { user }) => this.words(user.id, imageId),
  };

  private async start(
    remake: Remake,
    sourceId: string,
    { user, chat }: Circumstances,
  ): Promise<Outcome> {
    const result = await this.remakes.start(user.id, sourceId, remake, chat);
    switch (result.outcome) {
      case 'started': {
        const { imageId } = result;
        const notice = { kind: 'picture-started', imageId } as const;
        return saying(notice, { slot: `picture-${imageId}`, fresh: true });
      }
      case 'insufficient-credits':
        return insufficient(result, { do: remake, imageId: sourceId });
      case 'already':
        return { replies: [], alert: 'picture-already' };
      case 'stale':
        return STALE;
    }
  }

  private async words(ownerId: string, imageId: string): Promise<Outcome> {
    const image = await this.images.get(imageId);
    const isTheirs = image?.ownerId === ownerId && image.deletedAt === null;
    return isTheirs ? saying({ kind: 'picture-words', imageId }, { fresh: true }) : STALE;
  }
}
