import type { GalleryFilter } from '@aisha/contracts';

/** Pictures that their owner has in the gallery. */
export const KEPT = `i.status = 'succeeded' and i.deleted_at is null`;

/** Which pictures `$1` to `$6`, the values of `filterValues`, leave. Postgres plans it with the values at hand. */
export const CHOSEN = `i.owner_id = $1 and ${KEPT}
  and ($2::uuid is null or i.avatar_id = $2)
  and ($3::boolean is null or i.favourite)
  and ($4::int is null or i.created_at > now() - make_interval(days => $4))
  and ($5::text is null or i.style_id = $5)
  and ($6::text is null or i.prompt ilike $6)`;

/** The newest is number 1; the id tells apart what was made in the same moment. */
export const NEWEST_FIRST = 'i.created_at desc, i.id desc';

/** The values of `CHOSEN`, in order. */
export const filterValues = (ownerId: string, filter: GalleryFilter): unknown[] => [
  ownerId,
  filter.avatarId ?? null,
  filter.favourite ?? null,
  filter.days ?? null,
  filter.styleId ?? null,
  filter.words === undefined ? null : `%${literally(filter.words)}%`,
];

/** What a person wrote, for LIKE: their per cent signs and underscores stand for themselves. */
const literally = (words: string): string => words.replace(/[\\%_]/g, '\\$&');

/** What is read of a picture to show it, columns as they are in it. */
export const PICTURE_COLUMNS = `i.id, i.object_key, i.thumb_key, i.prompt, i.style_id, i.favourite`;

export interface PictureRow {
  id: string;
  object_key: string;
  thumb_key: string | null;
  prompt: string;
  style_id: string | null;
  favourite: boolean;
}
