import { Injectable } from '@nestjs/common';
import { Avatars, Images } from '@aisha/avatars';
import type { PictureIntent } from '@aisha/conversation';
import type { Appliers } from './appliers';
import { type Circumstances, insufficient, type Outcome, saying, STALE } from './outcome';

/** What the dialogue wants of pictures that are to be made. */
@Injectable()
export class PictureIntents {
  constructor(
    private readonly avatars: Avatars,
    private readonly images: Images,
  ) {}

  readonly appliers: Appliers<PictureIntent> = {
    'begin-picture': ({ avatarId }, { user }) => this.begin(user.id, avatarId),
    draw: (intent, circumstances) => this.draw(intent, circumstances),
  };

  private async begin(ownerId: string, avatarId?: string): Promise<Outcome> {
    const ready = await this.avatars.ready(ownerId);
    const [main] = ready;
    const named = ready.find(({ id }) => id === avatarId);
    const chosen = avatarId === undefined || ready.length === 1 ? main : named;
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
}
