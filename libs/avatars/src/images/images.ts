import { Injectable } from '@nestjs/common';
import { Database, Image } from '@aisha/database';
import { ObjectRemovals } from '../objects/object-removals';

/** A picture in its owner's gallery, with its neighbours; the newest is number 1. */
export interface GalleryPlace {
  image: Image;
  position: number;
  total: number;
  previousId: string | null;
  nextId: string | null;
}

/** Pictures as people look at them. */
@Injectable()
export class Images {
  constructor(
    private readonly database: Database,
    private readonly removals: ObjectRemovals,
  ) {}

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
      const [removed] = await this.database.query<{ object_key: string; thumb_key: string | null }>(
        `update images set deleted_at = now()
         where id = $1 and owner_id = $2 and status = 'succeeded' and deleted_at is null
         returning object_key, thumb_key`,
        [imageId, ownerId],
      );
      if (removed) {
        const { object_key: picture, thumb_key: thumb } = removed;
        await this.removals.schedule(thumb === null ? [picture] : [picture, thumb]);
      }
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
