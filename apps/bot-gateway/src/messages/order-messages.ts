import { Injectable } from '@nestjs/common';
import { Ledger, type User } from '@aisha/accounts';
import { OrderProgress, type PictureOrder, PictureOrders, orderPrice } from '@aisha/avatars';
import { LIMITS } from '@aisha/conversation';
import { OrderButtons } from './order-buttons';
import { Phrases, TO_MENU } from './phrases';
import type { Rendered } from './rendered';
import type { NoticeOf, Renderers } from './renderers';

type Kinds =
  | 'picture-order'
  | 'picture-negative-request'
  | 'picture-negative-invalid'
  | 'picture-source-failed'
  | 'order-progress'
  | 'order-done';

/** The screen of an order, with all its choices, and how far its pictures are. */
@Injectable()
export class OrderMessages {
  constructor(
    private readonly phrases: Phrases,
    private readonly orders: PictureOrders,
    private readonly progress: OrderProgress,
    private readonly ledger: Ledger,
    private readonly buttons: OrderButtons,
  ) {}

  readonly renderers: Renderers<Kinds> = {
    'picture-order': ({ orderId }, person) => this.screen(orderId, person),
    'picture-negative-request': ({ orderId }, person) =>
      this.phrases.message(person, 'picture-negative-request', [
        [['no-negative', { do: 'no-negative', orderId }]],
        [['picture-back', { do: 'order', orderId }]],
      ]),
    'picture-negative-invalid': (_, person) =>
      this.phrases.message(person, 'picture-negative-invalid', [], LIMITS.negativePrompt),
    'picture-source-failed': (_, person) =>
      this.phrases.message(person, 'picture-source-failed', [
        [['new-picture', { do: 'picture' }]],
        TO_MENU,
      ]),
    'order-progress': (notice, person) => this.far(notice, person),
    'order-done': ({ orderId }, person) => this.done(orderId, person),
  };

  private async screen(orderId: string, person: User): Promise<Rendered | null> {
    const order = await this.orders.get(orderId);
    if (order?.status !== 'open') return null;
    const offers = await this.orders.offers(order);
    if (!offers) return null;
    const lines = [
      this.phrases.text(person, 'picture-order', {
        name: offers.avatarName,
        words: order.prompt === '' ? (order.styleId ? 'style' : 'none') : 'own',
        prompt: order.prompt,
      }),
      ...(order.sourceFileId ? [this.phrases.text(person, 'order-photo')] : []),
      this.phrases.text(person, 'order-price', {
        price: orderPrice(order),
        count: order.count,
        balance: await this.ledger.balance(person.id),
      }),
    ];
    return { html: lines.join('\n\n'), buttons: this.buttons.of(order, offers, person) };
  }

  private async far(
    { orderId, ahead }: NoticeOf<'order-progress'>,
    person: User,
  ): Promise<Rendered | null> {
    const order = await this.orders.get(orderId);
    if (!order) return null;
    const { ready, total } = await this.progress.counts(orderId);
    const lines = [
      this.phrases.text(person, 'order-progress', { ready, total }),
      ...this.help(order, person),
      ...(ahead ? [this.phrases.text(person, 'picture-ahead', { ahead })] : []),
    ];
    return { html: lines.join('\n'), buttons: [] };
  }

  /** The sum comes as a new message where something failed: what was refunded has to be seen. */
  private async done(orderId: string, person: User): Promise<Rendered | null> {
    const order = await this.orders.get(orderId);
    if (!order) return null;
    const { ready, total, failed, refunded, failure } = await this.progress.counts(orderId);
    const lines = [
      this.phrases.text(person, 'order-done', { ready, total }),
      ...(failed === 0
        ? []
        : [
            this.phrases.text(person, 'order-failed', {
              failed,
              reason: failure ?? 'internal',
              refunded,
            }),
          ]),
      ...this.help(order, person),
      this.phrases.text(person, 'order-balance', { balance: await this.ledger.balance(person.id) }),
    ];
    const again = this.phrases.button(person, 'new-picture', {
      do: 'picture-of',
      avatarId: order.avatarId,
    });
    return { html: lines.join('\n\n'), buttons: [[again]], announces: failed > 0 };
  }

  private help({ words, status }: PictureOrder, person: User): string[] {
    if (words === 'failed') return [this.phrases.text(person, 'words-failed')];
    if (words !== 'pending') return [];
    return [this.phrases.text(person, status === 'done' ? 'words-failed' : 'words-pending')];
  }
}
