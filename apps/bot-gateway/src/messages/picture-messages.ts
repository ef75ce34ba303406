import { Injectable } from '@nestjs/common';
import { Ledger, PRICES, type User } from '@aisha/accounts';
import { Avatars, Images } from '@aisha/avatars';
import { ASPECT_RATIOS, type PictureNotice } from '@aisha/contracts';
import { Phrases, TO_MENU } from './phrases';
import { button, type Rendered } from './rendered';
import type { Renderers } from './renderers';
import { PROMPT_ROOM, shorten } from './split-text';

/** What is said of pictures on their way, and the pictures themselves. */
@Injectable()
export class PictureMessages {
  constructor(
    private readonly phrases: Phrases,
    private readonly avatars: Avatars,
    private readonly images: Images,
    private readonly ledger: Ledger,
  ) {}

  readonly renderers: Renderers<PictureNotice['kind']> = {
    'no-avatar-yet': (_, person) =>
      this.phrases.message(person, 'no-avatar-yet', [
        [['new-avatar', { do: 'new-avatar' }]],
        TO_MENU,
      ]),
    'picture-avatar-request': (_, person) => this.avatarRequest(person),
    'picture-prompt-request': async ({ avatarId }, person) => {
      const avatar = await this.avatars.get(avatarId);
      return (
        avatar &&
        this.phrases.message(person, 'picture-prompt-request', [[['cancel', { do: 'cancel' }]]], {
          name: avatar.name,
        })
      );
    },
    'picture-prompt-invalid': (_, person) => this.phrases.message(person, 'picture-prompt-invalid'),
    'picture-ratio-request': ({ prompt }, person) => this.ratioRequest(prompt, person),
    'picture-started': (_, person) => this.phrases.message(person, 'picture-started'),
    'picture-ready': ({ imageId }, person) => this.ready(imageId, person),
    'picture-failed': async ({ imageId }, person) => {
      const image = await this.images.get(imageId);
      if (!image?.failure) return null;
      const message = this.phrases.message(
        person,
        'picture-failed',
        [[['again', { do: 'picture-of', avatarId: image.avatarId }]], TO_MENU],
        { reason: image.failure, price: PRICES.image },
      );
      return { ...message, announces: true };
    },
  };

  private async avatarRequest(person: User): Promise<Rendered> {
    const ready = await this.avatars.ready(person.id);
    const message = this.phrases.message(person, 'picture-avatar-request', [TO_MENU]);
    const choices = ready.map(({ id, name }) => [button(name, { do: 'picture-of', avatarId: id })]);
    return { ...message, buttons: [...choices, ...message.buttons] };
  }

  private async ratioRequest(prompt: string, person: User): Promise<Rendered> {
    const message = this.phrases.message(
      person,
      'picture-ratio-request',
      [[['cancel', { do: 'cancel' }]]],
      { prompt, price: PRICES.image, balance: await this.ledger.balance(person.id) },
    );
    const ratios = ASPECT_RATIOS.map((ratio) => button(ratio, { do: 'ratio', ratio }));
    return { ...message, buttons: [ratios, ...message.buttons] };
  }

  private async ready(imageId: string, person: User): Promise<Rendered | null> {
    const image = await this.images.get(imageId);
    if (!image?.objectKey || image.deletedAt) return null;
    const message = this.phrases.message(
      person,
      'picture-ready',
      [
        [['again', { do: 'picture-of', avatarId: image.avatarId }]],
        [['gallery', { do: 'gallery-at', imageId }], ...TO_MENU],
      ],
      { prompt: shorten(image.prompt, PROMPT_ROOM), balance: await this.ledger.balance(person.id) },
    );
    return { ...message, photoKey: image.objectKey, announces: true };
  }
}
