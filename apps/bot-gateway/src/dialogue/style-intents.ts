import { Injectable } from '@nestjs/common';
import { FAVORITES, findCategory, findStyle, PictureOrders, Styles } from '@aisha/avatars';
import type { StyleIntent } from '@aisha/conversation';
import type { Appliers } from './appliers';
import { type Circumstances, type Outcome, saying, STALE } from './outcome';

/** What the dialogue wants of styles: always for an order, which may have no words yet. */
@Injectable()
export class StyleIntents {
  constructor(
    private readonly orders: PictureOrders,
    private readonly styles: Styles,
  ) {}

  readonly appliers: Appliers<StyleIntent> = {
    'style-first': ({ avatarId }, circumstances) => this.first(avatarId, circumstances),
    'show-styles': ({ orderId }, { user }) =>
      this.ofOpen(user.id, orderId, () => saying({ kind: 'style-categories', orderId })),
    'show-style-page': ({ orderId, category, page }, { user }) =>
      this.ofOpen(user.id, orderId, () =>
        category === FAVORITES || findCategory(category)
          ? saying({ kind: 'style-list', orderId, category, page })
          : STALE,
      ),
    'show-style': ({ orderId, styleId }, { user }) =>
      this.ofOpen(user.id, orderId, () => card(orderId, styleId)),
    'like-style': ({ orderId, styleId }, { user }) =>
      this.ofOpen(user.id, orderId, async () => {
        await this.styles.toggleFavorite(user.id, styleId);
        return card(orderId, styleId);
      }),
    'set-style': ({ orderId, styleId }, { user }) => this.set(user.id, orderId, styleId),
  };

  private async first(avatarId: string, { user, chat }: Circumstances): Promise<Outcome> {
    const begun = await this.orders.begin({ ownerId: user.id, chat, avatarId, prompt: '' });
    if (begun.outcome !== 'begun') return STALE;
    const { orderId } = begun;
    const session = { screen: 'picture-order', orderId } as const;
    return saying({ kind: 'style-categories', orderId }, { session });
  }

  private async set(ownerId: string, orderId: string, styleId: string | null): Promise<Outcome> {
    if (styleId !== null && !findStyle(styleId)) return STALE;
    const session = { screen: 'picture-order', orderId } as const;
    return (await this.orders.change(ownerId, orderId, { styleId }))
      ? saying({ kind: 'picture-order', orderId }, { session })
      : STALE;
  }

  private async ofOpen(
    ownerId: string,
    orderId: string,
    show: () => Outcome | Promise<Outcome>,
  ): Promise<Outcome> {
    return (await this.orders.findOpen(ownerId, orderId)) ? show() : STALE;
  }
}

const card = (orderId: string, styleId: string): Outcome =>
  findStyle(styleId) ? saying({ kind: 'style-card', orderId, styleId }) : STALE;
