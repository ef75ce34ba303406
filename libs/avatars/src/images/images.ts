import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Ledger, PRICES } from '@aisha/accounts';
import { type AspectRatio, generateImage } from '@aisha/contracts';
import { Avatar, Database, Image } from '@aisha/database';
import type { ChatRef } from '@aisha/delivery';
import { currentTraceId, Jobs, newTraceId } from '@aisha/platform';
import { ObjectRemovals } from '../objects/object-removals';

export interface PictureWish {
  ownerId: string;
  avatarId: string;
  prompt: string;
  aspectRatio: AspectRatio;
  chat: ChatRef;
}
/** `stale`: not this person's avatar, or one that is not ready. */
export type PictureRequested =
  | { outcome: 'started'; imageId: string }
  | { outcome: 'insufficient-credits'; price: number; balance: number }
  | { outcome: 'stale' };

/** A picture in its owner's gallery, with its neighbours; the newest is number 1. */
export interface GalleryPlace {
  image: Image;
  position: number;
  total: number;
  previousId: string | null;
  nextId: string | null;
}

/** Pictures as people ask for them and look at them. */
@Injectable()
export class Images {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly removals: ObjectRemovals,
    private readonly jobs: Jobs,
  ) {}

  /** Sets the price aside and has a picture made. */
  async request({ chat, ...wish }: PictureWish): Promise<PictureRequested> {
    return this.database.transaction(async () => {
      const { avatarId: id, ownerId } = wish;
      const avatars = this.database.repository(Avatar);
      if (!(await avatars.existsBy({ id, ownerId, status: 'ready' }))) return { outcome: 'stale' };
      const imageId = randomUUID();
      const hold = await this.ledger.reserve(ownerId, PRICES.image, `image-${imageId}`);
      if (hold.outcome === 'insufficient-credits') return hold;
      const traceId = currentTraceId() ?? newTraceId();
      await this.rows.insert({
        ...wish,
        ...chat,
        id: imageId,
        holdId: hold.holdId,
        traceId,
        nextCheckAt: () => `now() + interval '10 seconds'`,
      });
      await this.jobs.enqueue(generateImage, { imageId }, traceId);
      return { outcome: 'started', imageId };
    });
  }

  get(id: string): Promise<Image | null> {
    return this.rows.findOneBy({ id });
  }

  /** A picture of the gallery, the newest unless one is named; null when it is not there. */
  async gallery(ownerId: string, imageId?: string): Promise<GalleryPlace | null> {
    const [row] = await this.database.query<GalleryRow>(
      `with gallery as (
         select id, row_number() over newest as position, count(*) over () as total,
           lag(id) over newest as previous_id, lead(id) over newest as next_id
         from images where owner_id = $1 and status = 'succeeded' and deleted_at is null
         window newest as (order by created_at desc, id desc))
       select * from gallery where id = $2 or ($2::uuid is null and position = 1)`,
      [ownerId, imageId ?? null],
    );
    if (!row) return null;
    return {
      image: await this.rows.findOneByOrFail({ id: row.id }),
      position: Number(row.position),
      total: Number(row.total),
      previousId: row.previous_id,
      nextId: row.next_id,
    };
  }

  /** Takes a picture out of its owner's gallery; a sweep deletes the object. @returns false when it is not there */
  async remove(ownerId: string, imageId: string): Promise<boolean> {
    return this.database.transaction(async () => {
      const [removed] = await this.database.query<{ object_key: string }>(
        `update images set deleted_at = now()
         where id = $1 and owner_id = $2 and status = 'succeeded' and deleted_at is null
         returning object_key`,
        [imageId, ownerId],
      );
      if (removed) await this.removals.schedule([removed.object_key]);
      return removed !== undefined;
    });
  }

  private get rows() {
    return this.database.repository(Image);
  }
}

interface GalleryRow {
  id: string;
  position: string;
  total: string;
  previous_id: string | null;
  next_id: string | null;
}
