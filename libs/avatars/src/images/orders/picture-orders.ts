import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Avatar, Database, PictureOrder } from '@aisha/database';
import { type ChatRef, Outbox } from '@aisha/delivery';
import { modelOf } from '../model-of';
import { PictureChoices } from './picture-choices';
import { type AnnouncedPhoto, SourcePhotos } from './source-photos';

export interface OrderWish {
  ownerId: string;
  chat: ChatRef;
  avatarId: string;
  /** Empty while a style alone, or a photo alone, is chosen. */
  prompt: string;
  /** To start from. */
  photo?: AnnouncedPhoto;
}
/** `stale`: not this person's avatar, or one that is not ready. */
export type OrderBegun =
  { outcome: 'begun'; orderId: string } | { outcome: 'stale' } | { outcome: 'source-unsupported' };

/** What a person may change of an order until it is drawn. */
export type OrderChange = Partial<
  Pick<
    PictureOrder,
    | 'prompt'
    | 'aspectRatio'
    | 'count'
    | 'quality'
    | 'styleId'
    | 'enhance'
    | 'negativePrompt'
    | 'seed'
    | 'kind'
    | 'sourceFileId'
  >
>;

/** Orders of pictures while people still choose. */
@Injectable()
export class PictureOrders {
  constructor(
    private readonly database: Database,
    private readonly choices: PictureChoices,
    private readonly sources: SourcePhotos,
    private readonly outbox: Outbox,
  ) {}

  /** Begins an order with what its owner chose last. */
  async begin({ chat, photo, ...wish }: OrderWish): Promise<OrderBegun> {
    const { avatarId: id, ownerId } = wish;
    const avatar = await this.avatars.findOneBy({ id, ownerId, status: 'ready' });
    if (!avatar) return { outcome: 'stale' };
    if (photo && !modelOf(avatar).takes.source) return { outcome: 'source-unsupported' };
    const { aspectRatio, count, quality, enhance } = await this.choices.of(ownerId);
    const orderId = randomUUID();
    const sourceFileId = photo ? await this.sources.want(ownerId, chat, photo) : null;
    const kind = photo ? 'from-photo' : 'new';
    const chosen = { aspectRatio, count, quality, enhance, kind, sourceFileId } as const;
    await this.rows.insert({ ...wish, ...chat, ...chosen, id: orderId });
    return { outcome: 'begun', orderId };
  }

  /** Has an order start from a photo, in place of the one that it may have. */
  async startFrom(order: PictureOrder, photo: AnnouncedPhoto): Promise<OrderBegun> {
    const { id, ownerId, sourceFileId: before } = order;
    if (!(await this.takesPhoto(order.avatarId))) return { outcome: 'source-unsupported' };
    const sourceFileId = await this.sources.want(ownerId, order, photo);
    if (before) await this.sources.drop(before);
    return (await this.change(ownerId, id, { kind: 'from-photo', sourceFileId }))
      ? { outcome: 'begun', orderId: id }
      : { outcome: 'stale' };
  }

  /** An order that its owner can still change. */
  findOpen(ownerId: string, id: string): Promise<PictureOrder | null> {
    return this.rows.findOneBy({ id, ownerId, status: 'open' });
  }

  get(id: string): Promise<PictureOrder | null> {
    return this.rows.findOneBy({ id });
  }

  /** @returns false when the order is not this person's, or is drawn already */
  async change(ownerId: string, id: string, change: OrderChange): Promise<boolean> {
    const { affected } = await this.rows.update({ id, ownerId, status: 'open' }, change);
    return affected === 1;
  }

  /** Which choices there are for an order: not each model knows each of them. Null when the avatar is gone. */
  async offers({ ownerId, avatarId }: PictureOrder) {
    const avatar = await this.avatars.findOneBy({ id: avatarId });
    if (!avatar) return null;
    const { seed, negativePrompt } = modelOf(avatar).takes;
    const { lastSeed } = await this.choices.of(ownerId);
    return { negativePrompt, lastSeed: seed ? lastSeed : null, avatarName: avatar.name };
  }

  /** Whether pictures with this avatar can start from a photo. */
  async takesPhoto(avatarId: string): Promise<boolean> {
    const avatar = await this.avatars.findOneBy({ id: avatarId });
    return avatar !== null && modelOf(avatar).takes.source;
  }

  /** The photo of an order will not come. */
  async fileFailed(fileId: string): Promise<void> {
    const order = await this.rows.findOneBy({ sourceFileId: fileId });
    if (order?.status !== 'open') return;
    const notice = { kind: 'picture-source-failed' as const, orderId: order.id };
    await this.outbox.add(order, notice, { key: `source-failed-${order.id}` });
  }

  private get rows() {
    return this.database.repository(PictureOrder);
  }

  private get avatars() {
    return this.database.repository(Avatar);
  }
}
