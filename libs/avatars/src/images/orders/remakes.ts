import { randomInt, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Ledger, PRICES } from '@aisha/accounts';
import { Avatar, Database, Image, type PictureKind, PictureOrder } from '@aisha/database';
import type { ChatRef } from '@aisha/delivery';
import { modelIdOf, modelOf } from '../model-of';
import { type Made, PictureRows, SEED_LIMIT } from './picture-rows';

export const REMAKES = ['again', 'variation', 'upscale'] as const;
/** What can be made of a picture that is there: the same words anew, one that is like it, a larger one. */
export type Remake = (typeof REMAKES)[number];

/** `already`: it is being made, or is there. `stale`: not this person's picture, or gone. */
export type Remade =
  | { outcome: 'started'; imageId: string }
  | { outcome: 'insufficient-credits'; price: number; balance: number }
  | { outcome: 'already' | 'stale' };

export const remakePrice = (remake: Remake): number =>
  remake === 'upscale' ? PRICES.upscale : PRICES.image;

/** The buttons under a finished picture: each press is an order of one picture, and one at a time. */
@Injectable()
export class Remakes {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly pictures: PictureRows,
  ) {}

  async start(ownerId: string, imageId: string, remake: Remake, chat: ChatRef): Promise<Remade> {
    return this.database.transaction(async () => {
      const image = await this.pictureOf(ownerId, imageId);
      const avatar = image && (await this.avatarOf(image, remake));
      if (!image || !avatar) return { outcome: 'stale' };
      if (remake === 'upscale' && (await this.isLarge(image))) return { outcome: 'already' };
      const order = { ...orderOf(image, remake, avatar), ...chat };
      if (!(await this.begin(order))) return { outcome: 'already' };
      const price = remakePrice(remake);
      const subject = remake === 'upscale' ? 'upscale' : 'picture';
      const held = await this.ledger.reserve(ownerId, price, `order-${order.id}-0`, subject);
      if (held.outcome === 'insufficient-credits') {
        await this.database.query('delete from picture_orders where id = $1', [order.id]);
        return held;
      }
      const made = madeFrom(image, remake, avatar);
      const [id] = await this.pictures.insert(order, [held.holdId], made);
      return { outcome: 'started', imageId: id! };
    });
  }

  /** @returns false while another one from the same button is being drawn */
  private async begin(order: PictureOrder): Promise<boolean> {
    const { raw } = await this.database
      .repository(PictureOrder)
      .createQueryBuilder()
      .insert()
      .values({ ...order, drawnAt: () => 'now()' })
      .orIgnore()
      .returning('id')
      .execute();
    return (raw as unknown[]).length > 0;
  }

  private async pictureOf(ownerId: string, id: string): Promise<Image | null> {
    const image = await this.database
      .repository(Image)
      .findOneBy({ id, ownerId, status: 'succeeded' });
    return image?.objectKey && !image.deletedAt ? image : null;
  }

  /** A larger copy needs the picture alone, not the avatar; for the others it must be able to draw. */
  private avatarOf({ avatarId: id }: Image, remake: Remake): Promise<Avatar | null> {
    const where = remake === 'upscale' ? { id } : ({ id, status: 'ready' } as const);
    const withDeleted = remake === 'upscale';
    return this.database.repository(Avatar).findOne({ where, withDeleted });
  }

  private async isLarge({ id, kind }: Image): Promise<boolean> {
    if (kind === 'upscale') return true;
    const rows = await this.database.query(
      `select 1 from images where source_image_id = $1 and kind = 'upscale'
         and status <> 'failed' and deleted_at is null limit 1`,
      [id],
    );
    return rows.length > 0;
  }
}

const KINDS: Readonly<Record<Remake, PictureKind>> = {
  again: 'new',
  variation: 'variation',
  upscale: 'upscale',
};

function orderOf(image: Image, remake: Remake, avatar: Avatar): PictureOrder {
  const { ownerId, botId, chatId, avatarId, prompt, aspectRatio, quality } = image;
  const { styleId, negativePrompt } = image;
  const chosen = { ownerId, botId, chatId, avatarId, prompt, aspectRatio, quality };
  return Object.assign(new PictureOrder(), {
    ...chosen,
    ...{ styleId, negativePrompt, id: randomUUID(), sourceImageId: image.id },
    ...{ kind: KINDS[remake], status: 'drawing', words: 'own', count: 1 },
    seed: seedOf(image, remake, avatar),
  });
}

/** A model that cannot start from a picture is given the neighbouring seed, which is as near as it gets. */
function seedOf({ seed }: Image, remake: Remake, avatar: Avatar): number {
  const isNear = remake === 'variation' && !modelOf(avatar).takes.source && seed !== null;
  return isNear ? (seed + 1) % SEED_LIMIT : randomInt(SEED_LIMIT);
}

function madeFrom(image: Image, remake: Remake, avatar: Avatar): Made {
  const { finalPrompt, objectKey } = image;
  if (remake === 'upscale') return { finalPrompt, modelId: 'upscaler', sourceKey: objectKey };
  const isFromIt = remake === 'variation' && modelOf(avatar).takes.source;
  return { finalPrompt, modelId: modelIdOf(avatar), sourceKey: isFromIt ? objectKey : null };
}
