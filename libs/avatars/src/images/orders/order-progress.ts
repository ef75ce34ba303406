import { Injectable } from '@nestjs/common';
import { Database, type Image, PictureOrder } from '@aisha/database';
import { Outbox } from '@aisha/delivery';
import { objectKeys } from '../../object-keys';
import { ObjectRemovals } from '../../objects/object-removals';
import { SourcePhotos } from './source-photos';

/** How far an order is. */
export interface OrderCounts {
  total: number;
  ready: number;
  failed: number;
  /** Credits that came back. */
  refunded: number;
  /** Why the first of those that failed did. */
  failure: string | null;
}

/** What the pictures of an order tell together: one message that changes, and its end. */
@Injectable()
export class OrderProgress {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly sources: SourcePhotos,
    private readonly removals: ObjectRemovals,
  ) {}

  async counts(orderId: string): Promise<OrderCounts> {
    const [row] = await this.database.query<Record<keyof OrderCounts, string | null>>(
      `select count(*) as total, count(*) filter (where i.status = 'succeeded') as ready,
         count(*) filter (where i.status = 'failed') as failed,
         sum(h.amount) filter (where h.status = 'released') as refunded,
         (array_agg(i.failure order by i.position) filter (where i.status = 'failed'))[1] as failure
       from images i join holds h on h.id = i.hold_id where i.order_id = $1`,
      [orderId],
    );
    const of = (name: keyof OrderCounts) => Number(row![name] ?? 0);
    const failure = row!.failure;
    return {
      ...{ total: of('total'), ready: of('ready') },
      failed: of('failed'),
      refunded: of('refunded'),
      failure,
    };
  }

  /** FAL has not begun: how many are before it. Told while that is so, never after the picture itself. */
  async waits(image: Image, ahead: number): Promise<void> {
    await this.database.transaction(async () => {
      const waiting = await this.database.query(
        `select 1 from images where id = $1 and attempt = $2 and status = 'submitted'
         for no key update`,
        [image.id, image.attempt],
      );
      if (waiting.length === 0) return;
      const { orderId } = image;
      const order =
        orderId && (await this.database.repository(PictureOrder).findOneBy({ id: orderId }));
      const key = `picture-ahead-${image.id}-${ahead}`;
      if (order && order.count > 1) {
        const notice = { kind: 'order-progress' as const, orderId: order.id, ahead };
        await this.outbox.add(image, notice, { slot: orderSlot(order.id), key });
      } else {
        const notice = { kind: 'picture-started' as const, imageId: image.id, ahead };
        await this.outbox.add(image, notice, { slot: `picture-${image.id}`, key });
      }
    });
  }

  /** In the settling transaction, after the picture's own row: the order is locked, so one of them is the last. */
  async settled(image: Image, kind: 'picture-ready' | 'picture-failed'): Promise<void> {
    const order = image.orderId ? await this.lock(image.orderId) : null;
    const isAlone = (order?.count ?? 1) === 1;
    if (isAlone || kind === 'picture-ready') await this.tell(image, kind, isAlone);
    if (order) await this.count(order);
  }

  /** A picture that is alone takes the place of the message that it is being drawn. */
  private tell(image: Image, kind: 'picture-ready' | 'picture-failed', isAlone: boolean) {
    const slot = isAlone ? `picture-${image.id}` : undefined;
    return this.outbox.add(
      image,
      { kind, imageId: image.id },
      { slot, key: `${kind}-${image.id}` },
    );
  }

  private async count(order: PictureOrder): Promise<void> {
    const { total, ready, failed } = await this.counts(order.id);
    const isDone = ready + failed === total;
    if (isDone) await this.finish(order);
    if (order.count === 1) return;
    const kind = isDone ? 'order-done' : 'order-progress';
    const key = `${kind}-${order.id}-${ready}-${failed}`;
    await this.outbox.add(order, { kind, orderId: order.id }, { slot: orderSlot(order.id), key });
  }

  private async finish(order: PictureOrder): Promise<void> {
    await this.database.query(
      `update picture_orders set status = 'done', settled_at = coalesce(settled_at, now())
       where id = $1`,
      [order.id],
    );
    if (!order.sourceFileId) return;
    await this.sources.drop(order.sourceFileId);
    await this.removals.schedule([objectKeys.source(order)]);
  }

  private async lock(id: string): Promise<PictureOrder | null> {
    return this.database
      .repository(PictureOrder)
      .createQueryBuilder('o')
      .where('o.id = :id', { id })
      .setLock('for_no_key_update')
      .getOne();
  }
}

/** Messages about the progress of an order take each other's place. */
export const orderSlot = (orderId: string): string => `order-${orderId}`;
