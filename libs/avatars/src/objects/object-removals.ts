import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';

/** Longer than any piece of work takes from storing an object to the commit that begins to use it. */
export const UNLESS_USED_SECONDS = 3_600;

/**
 * Which objects in S3 are to go, and when. Joins the surrounding transaction, so an object is never forgotten
 * and never deleted for a change that was not committed.
 */
@Injectable()
export class ObjectRemovals {
  constructor(private readonly database: Database) {}

  /**
   * Lets objects be deleted in `seconds`. Before an object is stored: it goes unless a row uses it by then,
   * so a worker that dies in between leaves nothing behind. The last word about a key counts.
   */
  async schedule(keys: string[], seconds = 0): Promise<void> {
    if (keys.length === 0) return;
    await this.database.query(
      `insert into object_removals (object_key, not_before)
       select distinct key, now() + make_interval(secs => $2) from unnest($1::text[]) as key
       on conflict (object_key) do update set not_before = excluded.not_before`,
      [keys, seconds],
    );
  }

  /** Keys whose time has come and that no row uses; the used ones are struck off the list. */
  async due(limit: number): Promise<string[]> {
    await this.database.query(
      `delete from object_removals r where r.not_before <= now() and (${IN_USE})`,
    );
    const rows = await this.database.query<{ object_key: string }>(
      `select object_key from object_removals
       where not_before <= now() order by not_before limit $1`,
      [limit],
    );
    return rows.map(({ object_key }) => object_key);
  }

  /** The objects are gone. */
  async done(keys: string[]): Promise<void> {
    await this.database.query(
      'delete from object_removals where object_key = any($1) and not_before <= now()',
      [keys],
    );
  }
}

/** Written so that an index answers each question. */
const IN_USE = `
  exists (select 1 from avatars a
    where array[a.weights_key, a.config_key, a.preview_key, a.reference_key]
      @> array[r.object_key])
  or exists (select 1 from images i where i.object_key = r.object_key and i.deleted_at is null)
  or exists (select 1 from images i where i.thumb_key = r.object_key and i.deleted_at is null)
  or exists (select 1 from images i where i.source_key = r.object_key and i.settled_at is null)
  or exists (select 1 from avatar_photos p join avatars a on a.id = p.avatar_id
    where p.object_key = r.object_key and a.status <> 'ready')`;
