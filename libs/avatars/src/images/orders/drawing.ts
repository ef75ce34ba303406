import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Ledger, PRICES } from '@aisha/accounts';
import { Avatar, Database, PictureOrder } from '@aisha/database';
import { modelIdOf } from '../model-of';
import { PictureChoices } from './picture-choices';
import { PictureRows, SEED_LIMIT } from './picture-rows';
import { SourcePhotos } from './source-photos';
import { type AskForWords, wordsNeeded } from './words-needed';

/** `stale`: not this person's, or drawn before; the others say what is missing. */
export type Drawn =
  | { outcome: 'started'; orderId: string; imageIds: string[] }
  | { outcome: 'insufficient-credits'; price: number; balance: number }
  | { outcome: 'stale' | 'no-words' | 'photo-pending' | 'photo-missing' };

/** What an order costs, in credits. Quality changes what FAL takes by fractions of a cent, so it is free. */
export const orderPrice = ({ count }: Pick<PictureOrder, 'count'>): number => count * PRICES.image;

/** The moment when choices become work: credits are set aside for all pictures or for none. */
@Injectable()
export class Drawing {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly choices: PictureChoices,
    private readonly sources: SourcePhotos,
    private readonly pictures: PictureRows,
  ) {}

  /**
   * Starts an order, once however often it is asked to: the holds have the order's own keys, and only an open order
   * becomes a drawing one. Credits are set aside here and not when the words are written, because here the person
   * said yes to the price; the words take seconds, and the pictures do not wait for them longer than a minute.
   */
  async draw(ownerId: string, orderId: string, ask: AskForWords): Promise<Drawn> {
    return this.database.transaction(async () => {
      const orders = this.database.repository(PictureOrder);
      const order = await orders.findOneBy({ id: orderId, ownerId, status: 'open' });
      const avatar = order && (await this.avatarOf(order));
      if (!order || !avatar) return { outcome: 'stale' };
      if (order.prompt === '' && order.styleId === null) return { outcome: 'no-words' };
      const source = order.sourceFileId ? await this.sources.keyOf(order.sourceFileId) : null;
      if (source === 'pending' || source === 'missing') return { outcome: `photo-${source}` };
      const keys = Array.from({ length: order.count }, (_, at) => `order-${order.id}-${at}`);
      const held = await this.ledger.reserveAll(ownerId, PRICES.image, keys, 'picture');
      if (held.outcome === 'insufficient-credits') return held;
      if (!(await this.start(order, ask))) return { outcome: 'stale' };
      const modelId = modelIdOf(avatar);
      const made = { modelId, sourceKey: source?.key ?? null };
      const imageIds = await this.pictures.insert(order, held.holdIds, made);
      return { outcome: 'started', orderId, imageIds };
    });
  }

  /** @returns false when somebody was faster */
  private async start(order: PictureOrder, ask: AskForWords): Promise<boolean> {
    order.seed ??= randomInt(SEED_LIMIT);
    const rows = await this.database.query(
      `update picture_orders set status = 'drawing', seed = $2, drawn_at = now()
       where id = $1 and status = 'open' returning 1`,
      [order.id, order.seed],
    );
    if (rows.length === 0) return false;
    await this.askForWords(order, ask);
    await this.choices.remember(order, order.seed);
    return true;
  }

  private async askForWords(order: PictureOrder, ask: AskForWords): Promise<void> {
    const wish = wordsNeeded(order);
    if (!wish) return;
    const promptId = await ask(wish);
    Object.assign(order, { promptId, words: 'pending' });
    await this.database
      .repository(PictureOrder)
      .update({ id: order.id }, { promptId, words: 'pending' });
  }

  private avatarOf({ avatarId: id, ownerId }: PictureOrder): Promise<Avatar | null> {
    return this.database.repository(Avatar).findOneBy({ id, ownerId, status: 'ready' });
  }
}
