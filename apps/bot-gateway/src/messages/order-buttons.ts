import { Injectable } from '@nestjs/common';
import type { User } from '@aisha/accounts';
import { findStyle, MAX_PICTURES, orderPrice, type PictureOrder } from '@aisha/avatars';
import { ASPECT_RATIOS, PICTURE_QUALITIES } from '@aisha/contracts';
import { Phrases } from './phrases';
import { button, type Button } from './rendered';

/** What of the choices there is for the order's model, and for its owner. */
export interface Offers {
  negativePrompt: boolean;
  lastSeed: number | null;
}

/** The choices of an order as buttons; those that are chosen are marked. */
@Injectable()
export class OrderButtons {
  constructor(private readonly phrases: Phrases) {}

  of(order: PictureOrder, offers: Offers, person: User): Button[][] {
    const { id: orderId } = order;
    return [
      this.ratios(order, person),
      this.counts(order, person),
      this.qualities(order, person),
      [this.style(order, person), this.switched(order, person, 'enhance', order.enhance)],
      ...this.special(order, offers, person),
      [this.phrases.button(person, 'draw', { do: 'draw', orderId }, { price: orderPrice(order) })],
      [this.phrases.button(person, 'cancel', { do: 'cancel' })],
    ];
  }

  private ratios({ id: orderId, aspectRatio }: PictureOrder, person: User): Button[] {
    return ASPECT_RATIOS.map((ratio) =>
      button(this.marked(person, ratio, ratio === aspectRatio), { do: 'ratio', orderId, ratio }),
    );
  }

  private counts({ id: orderId, count: chosen }: PictureOrder, person: User): Button[] {
    return Array.from({ length: MAX_PICTURES }, (_, at) => at + 1).map((count) =>
      button(this.marked(person, String(count), count === chosen), { do: 'count', orderId, count }),
    );
  }

  private qualities({ id: orderId, quality: chosen }: PictureOrder, person: User): Button[] {
    return PICTURE_QUALITIES.map((quality) => {
      const label = this.label(person, `quality-${quality}`);
      const isChosen = quality === chosen;
      return button(this.marked(person, label, isChosen), { do: 'quality', orderId, quality });
    });
  }

  private style({ id: orderId, styleId }: PictureOrder, person: User): Button {
    const style = findStyle(styleId)?.names[person.language];
    return style === undefined
      ? this.phrases.button(person, 'style-none', { do: 'styles', orderId })
      : this.phrases.button(person, 'style', { do: 'styles', orderId }, { style });
  }

  private special(order: PictureOrder, offers: Offers, person: User): Button[][] {
    const { id: orderId, seed, negativePrompt } = order;
    const without = negativePrompt === null ? 'negative-none' : 'negative';
    const words = { words: negativePrompt ?? '' };
    return [
      ...(offers.lastSeed === null
        ? []
        : [[this.switched(order, person, 'chance', seed !== null)]]),
      ...(offers.negativePrompt
        ? [[this.phrases.button(person, without, { do: 'negative', orderId }, words)]]
        : []),
    ];
  }

  private switched(
    { id: orderId }: PictureOrder,
    person: User,
    what: 'enhance' | 'chance',
    isOn: boolean,
  ): Button {
    return this.phrases.button(person, `${what}-${isOn ? 'on' : 'off'}`, { do: what, orderId });
  }

  private marked(person: User, label: string, isChosen: boolean): string {
    return isChosen ? this.label(person, 'chosen', { label }) : label;
  }

  private label({ language }: User, id: string, values?: Record<string, string>): string {
    return this.phrases.catalogue.plain(language, `button-${id}`, values);
  }
}
