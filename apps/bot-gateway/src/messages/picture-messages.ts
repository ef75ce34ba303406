import { Injectable } from '@nestjs/common';
import { Ledger, PRICES, type User } from '@aisha/accounts';
import { Avatars, Images } from '@aisha/avatars';
import type { Action } from '@aisha/conversation';
import { ASPECT_RATIOS } from '@aisha/contracts';
import { Phrases, TO_MENU } from './phrases';
import { button, type Rendered } from './rendered';
import type { Renderers } from './renderers';
import { CAPTION_LIMIT, shorten } from './split-text';

/** A prompt in a caption leaves room for the words around it. */
const PROMPT_ROOM = CAPTION_LIMIT - 300;

/** What is said of pictures, and the pictures themselves. */
@Injectable()
export class PictureMessages {
  constructor(
    private readonly phrases: Phrases,
    private readonly avatars: Avatars,
    private readonly images: Images,
    private readonly ledger: Ledger,
  ) {}

  readonly renderers: Renderers<
    | 'no-avatar-yet'
    | 'picture-avatar-request'
    | 'picture-prompt-request'
    | 'picture-prompt-invalid'
    | 'picture-ratio-request'
    | 'picture-started'
    | 'picture-ready'
    | 'picture-failed'
    | 'gallery-empty'
    | 'gallery-card'
    | 'gallery-delete-request'
  > = {
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
    'gallery-empty': (_, person) =>
      this.phrases.message(person, 'gallery-empty', [[['picture', { do: 'picture' }]], TO_MENU]),
    'gallery-card': ({ imageId }, person) => this.galleryCard(imageId, person),
    'gallery-delete-request': ({ imageId }, person) => this.deleteRequest(imageId, person),
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

  private async galleryCard(imageId: string, person: User): Promise<Rendered | null> {
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
