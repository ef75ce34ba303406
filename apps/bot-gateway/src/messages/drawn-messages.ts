import { Injectable } from '@nestjs/common';
import { Ledger, type User } from '@aisha/accounts';
import { findStyle, type Image, Images, PictureOrders, remakePrice } from '@aisha/avatars';
import type { Action } from '@aisha/conversation';
import { Phrases, TO_MENU } from './phrases';
import type { Button, Rendered } from './rendered';
import type { NoticeOf, Renderers } from './renderers';
import { PROMPT_ROOM, shorten } from './split-text';

type Kinds = 'picture-started' | 'picture-ready' | 'picture-failed' | 'picture-words';

/** One picture: that it is drawn, itself, that it failed, what it was made of. */
@Injectable()
export class DrawnMessages {
  constructor(
    private readonly phrases: Phrases,
    private readonly images: Images,
    private readonly orders: PictureOrders,
    private readonly ledger: Ledger,
  ) {}

  readonly renderers: Renderers<Kinds> = {
    'picture-started': (notice, person) => this.started(notice, person),
    'picture-ready': ({ imageId }, person) => this.ready(imageId, person),
    'picture-failed': ({ imageId }, person) => this.failed(imageId, person),
    'picture-words': ({ imageId }, person) => this.words(imageId, person),
  };

  private async started(
    { imageId, ahead }: NoticeOf<'picture-started'>,
    person: User,
  ): Promise<Rendered> {
    const image = await this.images.get(imageId);
    const order = image?.orderId ? await this.orders.get(image.orderId) : null;
    const lines = [
      this.phrases.text(person, 'picture-started'),
      ...(order?.words === 'pending' ? [this.phrases.text(person, 'words-pending')] : []),
      ...(ahead ? [this.phrases.text(person, 'picture-ahead', { ahead })] : []),
    ];
    return { html: lines.join('\n'), buttons: [] };
  }

  private async ready(imageId: string, person: User): Promise<Rendered | null> {
    const image = await this.images.get(imageId);
    if (!image?.objectKey || image.deletedAt) return null;
    const html = this.phrases.text(person, 'picture-ready', {
      prompt: shorten(titleOf(image, person), PROMPT_ROOM),
      kind: image.kind,
      balance: await this.ledger.balance(person.id),
    });
    const note = (await this.isWithoutHelp(image)) && this.phrases.text(person, 'words-failed');
    return {
      html: note ? `${html}\n\n${note}` : html,
      buttons: this.readyButtons(image, person),
      photoKey: image.objectKey,
      announces: true,
    };
  }

  private readyButtons(image: Image, person: User): Button[][] {
    const { id: imageId, avatarId } = image;
    const priced = (remake: 'again' | 'variation' | 'upscale') =>
      this.phrases.button(person, remake, { do: remake, imageId }, { price: remakePrice(remake) });
    const plain = (label: string, action: Action) => this.phrases.button(person, label, action);
    const words = plain('picture-words', { do: 'words', imageId });
    return [
      [priced('again'), priced('variation')],
      image.kind === 'upscale' ? [words] : [priced('upscale'), words],
      [
        plain('gallery', { do: 'gallery-at', imageId }),
        plain('new-picture', { do: 'picture-of', avatarId }),
      ],
      TO_MENU.map(([label, action]) => plain(label, action)),
    ];
  }

  /** Their words should have been written anew, and were not. */
  private async isWithoutHelp({ orderId, finalPrompt }: Image): Promise<boolean> {
    const order = orderId ? await this.orders.get(orderId) : null;
    return order !== null && order.words !== 'own' && finalPrompt === null;
  }

  private async failed(imageId: string, person: User): Promise<Rendered | null> {
    const image = await this.images.get(imageId);
    if (!image?.failure) return null;
    const message = this.phrases.message(
      person,
      'picture-failed',
      [[['new-picture', { do: 'picture-of', avatarId: image.avatarId }]], TO_MENU],
      {
        reason: image.failure,
        price: remakePrice(image.kind === 'upscale' ? 'upscale' : 'again'),
      },
    );
    return { ...message, announces: true };
  }

  /** What a picture was made of: the person's words, what became of them, and the chance. */
  private async words(imageId: string, person: User): Promise<Rendered | null> {
    const image = await this.images.get(imageId);
    if (!image) return null;
    const lines = [
      this.phrases.text(person, 'picture-words', { prompt: image.prompt || '—' }),
      ...this.line(person, 'words-final', image.finalPrompt, 'prompt'),
      ...this.line(person, 'words-style', styleName(image, person), 'style'),
      ...this.line(person, 'words-negative', image.negativePrompt, 'prompt'),
      ...this.line(person, 'words-chance', image.seed === null ? null : String(image.seed), 'seed'),
    ];
    return { html: lines.join('\n\n'), buttons: [] };
  }

  private line(person: User, id: string, value: string | null, name: string): string[] {
    return value === null ? [] : [this.phrases.text(person, id, { [name]: value })];
  }
}

const styleName = ({ styleId }: Image, { language }: User): string | null =>
  findStyle(styleId)?.names[language] ?? null;

/** A picture of a style alone has no words of its own. */
const titleOf = (image: Image, person: User): string =>
  image.prompt || (styleName(image, person) ?? '');
