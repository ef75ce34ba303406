import { Injectable } from '@nestjs/common';
import type { User } from '@aisha/accounts';
import {
  CATEGORIES,
  categoryOf,
  FAVORITES,
  findCategory,
  findStyle,
  PictureOrders,
  previewKey,
  type StylePage,
  Styles,
} from '@aisha/avatars';
import { Storage } from '@aisha/integrations';
import { Phrases } from './phrases';
import { button, type Button, type Rendered } from './rendered';
import type { NoticeOf, Renderers } from './renderers';

/** Buttons of one row. */
const ROW = 2;

/** The styles of pictures: categories, pages, cards. */
@Injectable()
export class StyleMessages {
  constructor(
    private readonly phrases: Phrases,
    private readonly orders: PictureOrders,
    private readonly styles: Styles,
    private readonly storage: Storage,
  ) {}

  readonly renderers: Renderers<'style-categories' | 'style-list' | 'style-card'> = {
    'style-categories': ({ orderId }, person) => this.categories(orderId, person),
    'style-list': (notice, person) => this.list(notice, person),
    'style-card': (notice, person) => this.card(notice, person),
  };

  private async categories(orderId: string, person: User): Promise<Rendered | null> {
    const order = await this.orders.get(orderId);
    if (!order) return null;
    const page = (category: string) => ({ do: 'style-page', orderId, category, page: 0 }) as const;
    const buttons = CATEGORIES.map(({ id, emoji, names }) =>
      button(`${emoji} ${names[person.language]}`, page(id)),
    );
    const back = this.phrases.button(person, 'picture-back', { do: 'order', orderId });
    const none = this.phrases.button(person, 'no-style', { do: 'no-style', orderId });
    return {
      html: this.phrases.text(person, 'style-categories'),
      buttons: [
        ...inRows(buttons),
        [this.phrases.button(person, 'my-styles', page(FAVORITES))],
        order.styleId === null ? [back] : [none, back],
      ],
    };
  }

  private async list(
    { orderId, category, page }: NoticeOf<'style-list'>,
    person: User,
  ): Promise<Rendered | null> {
    const found = await this.styles.page(person.id, category, page);
    if (!found) return null;
    const name = findCategory(category)?.names[person.language];
    const html = name
      ? this.phrases.text(person, 'style-list', { category: name })
      : this.phrases.text(
          person,
          found.styles.length ? 'style-favorites' : 'style-favorites-empty',
        );
    const shown = found.styles.map(({ id: styleId, names }) =>
      button(names[person.language], { do: 'style', orderId, styleId }),
    );
    const back = this.phrases.button(person, 'picture-back', { do: 'styles', orderId });
    const turns = this.turns(found, orderId, category, person);
    return { html, buttons: [...inRows(shown), ...turns, [back]] };
  }

  private turns(
    { page, pages }: StylePage,
    orderId: string,
    category: string,
    person: User,
  ): Button[][] {
    const to = (label: string, target: number) =>
      this.phrases.button(person, label, { do: 'style-page', orderId, category, page: target });
    const turns = [
      ...(page > 0 ? [to('previous', page - 1)] : []),
      ...(page + 1 < pages ? [to('next', page + 1)] : []),
    ];
    return turns.length > 0 ? [turns] : [];
  }

  private async card(
    { orderId, styleId }: NoticeOf<'style-card'>,
    person: User,
  ): Promise<Rendered | null> {
    const style = findStyle(styleId);
    const category = categoryOf(styleId);
    if (!style || !category) return null;
    const isLiked = await this.styles.isFavorite(person.id, styleId);
    const message = this.phrases.message(
      person,
      'style-card',
      [
        [['use-style', { do: 'use-style', orderId, styleId }]],
        [
          [isLiked ? 'unlike-style' : 'like-style', { do: 'like-style', orderId, styleId }],
          ['picture-back', { do: 'style-page', orderId, category: category.id, page: 0 }],
        ],
      ],
      { style: style.names[person.language], category: category.names[person.language] },
    );
    // Before the first start of a worker there are no previews yet.
    const key = previewKey(style);
    return (await this.storage.head(key)) ? { ...message, photoKey: key } : message;
  }
}

const inRows = (buttons: Button[]): Button[][] =>
  buttons.flatMap((_, at) => (at % ROW === 0 ? [buttons.slice(at, at + ROW)] : []));
