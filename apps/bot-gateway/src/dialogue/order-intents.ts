import { Injectable } from '@nestjs/common';
import { Prompts } from '@aisha/assistant';
import {
  type AskForWords,
  Drawing,
  type Drawn,
  MAX_PICTURES,
  type OrderBegun,
  type OrderChange,
  orderSlot,
  PictureChoices,
  PictureOrders,
} from '@aisha/avatars';
import { IDLE, type OrderIntent } from '@aisha/conversation';
import type { Appliers } from './appliers';
import { type Circumstances, insufficient, type Outcome, saying, STALE } from './outcome';

type BeginOrder = Extract<OrderIntent, { do: 'begin-order' }>;

/** What the dialogue wants of an order while it is chosen, and its start. */
@Injectable()
export class OrderIntents {
  constructor(
    private readonly orders: PictureOrders,
    private readonly drawing: Drawing,
    private readonly prompts: Prompts,
    private readonly choices: PictureChoices,
  ) {}

  readonly appliers: Appliers<OrderIntent> = {
    'begin-order': (intent, circumstances) => this.beginTyped(intent, circumstances),
    'show-order': ({ orderId }, { user }) => this.change(user.id, orderId, () => ({})),
    'reword-order': ({ orderId, prompt }, { user }) => this.reword(user.id, orderId, prompt),
    'start-from-photo': (intent, { user }) => this.startFromPhoto(user.id, intent),
    'set-ratio': ({ orderId, ratio }, { user }) =>
      this.change(user.id, orderId, () => ({ aspectRatio: ratio })),
    'set-count': ({ orderId, count }, { user }) =>
      this.change(user.id, orderId, () =>
        count >= 1 && count <= MAX_PICTURES ? { count } : undefined,
      ),
    'set-quality': ({ orderId, quality }, { user }) =>
      this.change(user.id, orderId, () => ({ quality })),
    'toggle-enhance': ({ orderId }, { user }) =>
      this.change(user.id, orderId, ({ enhance }) => ({ enhance: !enhance })),
    'toggle-chance': ({ orderId }, { user }) =>
      this.change(user.id, orderId, async (order) => {
        const offers = await this.orders.offers(order);
        return offers && { seed: order.seed === null ? offers.lastSeed : null };
      }),
    'ask-negative': ({ orderId }, { user }) => this.askNegative(user.id, orderId),
    'set-negative': ({ orderId, words }, { user }) =>
      this.change(user.id, orderId, () => ({ negativePrompt: words })),
    draw: ({ orderId }, circumstances) => this.draw(orderId, circumstances),
  };

  /** In quick mode words are drawn at once; a photo has to arrive first. */
  private async beginTyped(
    { avatarId, prompt, photo }: BeginOrder,
    circumstances: Circumstances,
  ): Promise<Outcome> {
    const wish = { ownerId: circumstances.user.id, chat: circumstances.chat, avatarId };
    const begun = await this.orders.begin({ ...wish, prompt, photo });
    const isAtOnce = begun.outcome === 'begun' && !photo;
    return isAtOnce && (await this.choices.taste(wish.ownerId)).quick
      ? this.draw(begun.orderId, circumstances)
      : begunWith(begun, avatarId);
  }

  /** Words that a button brings wait for a yes to the price: it may be pressed twice. */
  async begin(
    { avatarId, prompt }: { avatarId: string; prompt: string },
    { user, chat }: Circumstances,
  ): Promise<Outcome> {
    const begun = await this.orders.begin({ ownerId: user.id, chat, avatarId, prompt });
    return begunWith(begun, avatarId);
  }

  private async startFromPhoto(
    ownerId: string,
    { orderId, photo, prompt }: Extract<OrderIntent, { do: 'start-from-photo' }>,
  ): Promise<Outcome> {
    const order = await this.orders.findOpen(ownerId, orderId);
    if (!order) return saying({ kind: 'photos-not-expected' }, { session: IDLE });
    if (prompt) await this.orders.change(ownerId, orderId, { prompt });
    return begunWith(await this.orders.startFrom(order, photo), order.avatarId);
  }

  private async change(
    ownerId: string,
    orderId: string,
    changeOf: (order: OpenOrder) => Change | Promise<Change>,
  ): Promise<Outcome> {
    const order = await this.orders.findOpen(ownerId, orderId);
    const change = order && (await changeOf(order));
    if (!change) return STALE;
    const changed = Object.keys(change).length === 0;
    return changed || (await this.orders.change(ownerId, orderId, change)) ? shown(orderId) : STALE;
  }

  /** Words for an order that is drawn already are words for nothing. */
  private async reword(ownerId: string, orderId: string, prompt: string): Promise<Outcome> {
    return (await this.orders.change(ownerId, orderId, { prompt }))
      ? shown(orderId)
      : saying({ kind: 'main-menu' }, { session: IDLE });
  }

  private async askNegative(ownerId: string, orderId: string): Promise<Outcome> {
    const order = await this.orders.findOpen(ownerId, orderId);
    if (!order || !(await this.orders.offers(order))?.negativePrompt) return STALE;
    return saying(
      { kind: 'picture-negative-request', orderId },
      { session: { screen: 'picture-negative', orderId } },
    );
  }

  private async draw(orderId: string, { user, chat }: Circumstances): Promise<Outcome> {
    const { id: ownerId, language } = user;
    const ask: AskForWords = (wish) => this.prompts.write({ ...wish, ownerId, chat, language });
    return drawn(orderId, await this.drawing.draw(ownerId, orderId, ask));
  }
}

function begunWith(begun: OrderBegun, avatarId: string): Outcome {
  switch (begun.outcome) {
    case 'begun':
      return shown(begun.orderId);
    case 'source-unsupported':
      return saying({ kind: 'picture-source-unsupported', avatarId });
    case 'stale':
      return saying({ kind: 'picture-avatar-request' }, { session: IDLE });
  }
}

type OpenOrder = NonNullable<Awaited<ReturnType<PictureOrders['findOpen']>>>;
type Change = OrderChange | null | undefined;

const shown = (orderId: string): Outcome =>
  saying({ kind: 'picture-order', orderId }, { session: { screen: 'picture-order', orderId } });

function drawn(orderId: string, result: Drawn): Outcome {
  switch (result.outcome) {
    case 'started':
      return started(result.orderId, result.imageIds);
    case 'insufficient-credits':
      return insufficient(result, { do: 'order', orderId });
    case 'no-words':
    case 'photo-pending':
    case 'photo-missing':
      return { replies: [], alert: `order-${result.outcome}` };
    case 'stale':
      return STALE;
  }
}

/** One picture takes the place of the message; several come one by one, and the message counts them. */
function started(orderId: string, [imageId, ...more]: string[]): Outcome {
  return imageId !== undefined && more.length === 0
    ? saying({ kind: 'picture-started', imageId }, { slot: `picture-${imageId}`, session: IDLE })
    : saying({ kind: 'order-progress', orderId }, { slot: orderSlot(orderId), session: IDLE });
}
