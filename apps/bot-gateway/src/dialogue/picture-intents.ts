import { Injectable } from '@nestjs/common';
import { Avatars, Images } from '@aisha/avatars';
import type { Intent } from '@aisha/conversation';
import { type Circumstances, insufficient, type Outcome, saying, STALE } from './outcome';

type PictureIntent = Extract<
  Intent,
  { do: 'begin-picture' | 'draw' | 'show-gallery' | 'ask-delete-image' | 'delete-image' }
>;

/** What the dialogue wants of pictures. */
@Injectable()
export class PictureIntents {
  constructor(
    private readonly avatars: Avatars,
    private readonly images: Images,
  ) {}

  async apply(intent: PictureIntent, circumstances: Circumstances): Promise<Outcome> {
    const ownerId = circumstances.user.id;
    switch (intent.do) {
      case 'begin-picture':
        return this.begin(ownerId, intent.avatarId);
      case 'draw':
        return this.draw(intent, circumstances);
      case 'show-gallery':
        return this.gallery(ownerId, intent.imageId);
      case 'ask-delete-image': {
        const shown = await this.images.gallery(ownerId, intent.imageId);
        return shown ? saying({ kind: 'gallery-delete-request', imageId: shown.image.id }) : STALE;
      }
      case 'delete-image':
        return (await this.images.remove(ownerId, intent.imageId)) ? this.gallery(ownerId) : STALE;
    }
  }

  private async begin(ownerId: string, avatarId?: string): Promise<Outcome> {
    const ready = await this.avatars.ready(ownerId);
    const chosen = ready.length === 1 ? ready[0] : ready.find(({ id }) => id === avatarId);
    if (chosen) {
      return saying(
        { kind: 'picture-prompt-request', avatarId: chosen.id },
        { session: { screen: 'picture-prompt', avatarId: chosen.id } },
      );
    }
    return saying({ kind: ready.length === 0 ? 'no-avatar-yet' : 'picture-avatar-request' });
  }

  private async draw(
    { avatarId, prompt, ratio }: Extract<PictureIntent, { do: 'draw' }>,
    { user, chat }: Circumstances,
  ): Promise<Outcome> {
    const result = await this.images.request({
      ownerId: user.id,
      avatarId,
      prompt,
      aspectRatio: ratio,
      chat,
    });
    switch (result.outcome) {
      case 'started': {
        const { imageId } = result;
        return saying({ kind: 'picture-started', imageId }, { slot: `picture-${imageId}` });
      }
      case 'insufficient-credits':
        // They stay where they are: after a top-up the same button works.
        return { ...insufficient(result), session: { screen: 'picture-ratio', avatarId, prompt } };
      case 'stale':
        return STALE;
    }
  }

  private async gallery(ownerId: string, imageId?: string): Promise<Outcome> {
    const shown = await this.images.gallery(ownerId, imageId);
    if (!shown && imageId) return this.gallery(ownerId); // that picture is gone: the newest instead
    return shown
      ? saying({ kind: 'gallery-card', imageId: shown.image.id })
      : saying({ kind: 'gallery-empty' });
  }
}
