import { Injectable } from '@nestjs/common';
import { type Archive, Database } from '@aisha/database';
import { Storage, VOLUME_LIMITS, ZipVolumes } from '@aisha/integrations';
import { objectKeys } from '../object-keys';
import { ObjectRemovals } from '../objects/object-removals';
import type { Packed } from './archives';
import { Gallery } from './gallery';
import { CHOSEN, filterValues, NEWEST_FIRST } from './gallery-rows';

/** How long a volume stays in the storage: Telegram has had it long since. */
export const ARCHIVE_SECONDS = 86_400;
/** Rows at a time. */
const BATCH = 100;

interface Row {
  id: string;
  object_key: string;
  created_at: Date;
}

/** Packs the pictures of an archive, the newest first, into as few volumes as they fit into. */
@Injectable()
export class ArchiveVolumes {
  constructor(
    private readonly database: Database,
    private readonly gallery: Gallery,
    private readonly storage: Storage,
    private readonly removals: ObjectRemovals,
  ) {}

  /** @throws what the storage says, or when it takes too long; the objects go by themselves */
  async write(archive: Archive, limits = VOLUME_LIMITS): Promise<Packed> {
    const total = await this.gallery.count(archive.ownerId, archive.filter);
    const writing = new ZipVolumes(this.storage, (volume) => this.keyOf(archive, volume), limits);
    let [seen, packed] = [0, 0];
    try {
      for await (const row of this.pictures(archive)) {
        const object = await this.storage.find(row.object_key);
        const name = nameOf(packed + 1, row);
        if (object && !(await writing.add(name, object, row.created_at))) break;
        if (object) packed += 1;
        seen += 1;
      }
      return { volumes: await writing.end(), packed, leftOut: Math.max(0, total - seen) };
    } catch (error) {
      writing.abandon();
      throw error;
    }
  }

  private async keyOf({ ownerId, id, attempt }: Archive, volume: number): Promise<string> {
    const key = objectKeys.archive({ ownerId, id }, attempt, volume);
    await this.removals.schedule([key], ARCHIVE_SECONDS);
    return key;
  }

  /** Read as they are needed: what is deleted meanwhile is left out. */
  private async *pictures({ ownerId, filter }: Archive): AsyncGenerator<Row> {
    let after: string | null = null;
    for (;;) {
      const rows: Row[] = await this.database.query<Row>(
        `select i.id, i.object_key, i.created_at from images i where ${CHOSEN}
           and ($7::uuid is null or (i.created_at, i.id) <
             (select last.created_at, last.id from images last where last.id = $7))
         order by ${NEWEST_FIRST} limit ${BATCH}`,
        [...filterValues(ownerId, filter), after],
      );
      yield* rows;
      after = rows.at(-1)?.id ?? null;
      if (rows.length < BATCH) return;
    }
  }
}

/** Sorts as it was packed: `0001-2026-11-22.jpg`. */
const nameOf = (number: number, { created_at, object_key }: Row): string => {
  const extension = /\.\w+$/.exec(object_key)?.[0] ?? '.jpg';
  const day = created_at.toISOString().slice(0, 10);
  return `${String(number).padStart(4, '0')}-${day}${extension}`;
};
