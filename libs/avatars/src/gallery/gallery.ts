import { Injectable } from '@nestjs/common';
import type { GalleryFilter } from '@aisha/contracts';
import { Database } from '@aisha/database';
import type { GalleryPage, GalleryPicture, GalleryPlace } from './gallery.types';
import {
  CHOSEN,
  filterValues,
  NEWEST_FIRST,
  PICTURE_COLUMNS,
  type PictureRow,
} from './gallery-rows';

/** Pictures on a page: a grid of three by three is seen at a glance on a telephone. */
export const PAGE_SIZE = 9;

/** Pictures as their owner looks at them. Nobody finds those of another person. */
@Injectable()
export class Gallery {
  constructor(private readonly database: Database) {}

  /** A page; the last one when there are fewer. */
  async page(ownerId: string, filter: GalleryFilter, page: number): Promise<GalleryPage> {
    const [counted, ...rows] = await this.database.query<PictureRow & { total: string }>(PAGE, [
      ...filterValues(ownerId, filter),
      page * PAGE_SIZE,
    ]);
    const total = Number(counted!.total);
    const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
    return { pictures: rows.map(pictureOf), page: Math.min(page, pages - 1), pages, total };
  }

  async count(ownerId: string, filter: GalleryFilter): Promise<number> {
    const [row] = await this.database.query<{ total: string }>(
      `select count(*) as total from images i where ${CHOSEN}`,
      filterValues(ownerId, filter),
    );
    return Number(row!.total);
  }

  /** Where a picture stands among those of the filter; null when it is not among them. */
  async place(
    ownerId: string,
    imageId: string,
    filter: GalleryFilter = {},
  ): Promise<GalleryPlace | null> {
    const [row] = await this.database.query<PlaceRow>(PLACE, [
      ...filterValues(ownerId, filter),
      imageId,
    ]);
    if (!row) return null;
    return {
      image: pictureOf(row),
      position: Number(row.newer) + 1,
      total: Number(row.total),
      previousId: row.previous_id,
      nextId: row.next_id,
    };
  }
}

interface PlaceRow extends PictureRow {
  total: string;
  newer: string;
  previous_id: string | null;
  next_id: string | null;
}

/** Words are looked for in each prompt once, whatever is asked of what was found. */
const FOUND = `found as materialized (select i.id, i.created_at from images i where ${CHOSEN})`;

/** How many there are, and the pictures of the page or of the last one. */
const PAGE = `
  with ${FOUND}, counted as (select count(*) as total from found),
  page as (select i.id, i.created_at from found i order by ${NEWEST_FIRST} limit ${PAGE_SIZE}
    offset least($7::bigint,
      (select greatest(total - 1, 0) / ${PAGE_SIZE} * ${PAGE_SIZE} from counted)))
  select total, null::uuid as id, null as object_key, null as thumb_key, null as prompt, null as style_id,
    null::boolean as favourite, null::timestamptz as created_at from counted
  union all
  (select null, ${PICTURE_COLUMNS}, i.created_at from page join images i on i.id = page.id)
  order by created_at desc nulls first, id desc`;

const PLACE = `
  with ${FOUND}, card as (select * from found where id = $7)
  select ${PICTURE_COLUMNS}, counted.*, newer.id as previous_id, older.id as next_id
  from card join images i on i.id = card.id
  cross join lateral (
    select count(*) as total,
      count(*) filter (where (f.created_at, f.id) > (card.created_at, card.id)) as newer
    from found f) counted
  left join lateral (
    select f.id from found f where (f.created_at, f.id) > (card.created_at, card.id)
    order by f.created_at, f.id limit 1) newer on true
  left join lateral (
    select f.id from found f where (f.created_at, f.id) < (card.created_at, card.id)
    order by f.created_at desc, f.id desc limit 1) older on true`;

const pictureOf = (row: PictureRow): GalleryPicture => ({
  id: row.id,
  objectKey: row.object_key,
  thumbKey: row.thumb_key,
  prompt: row.prompt,
  styleId: row.style_id,
  favourite: row.favourite,
});
