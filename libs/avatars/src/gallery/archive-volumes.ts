import { Injectable } from '@nestjs/common';
import { type Archive, Database } from '@aisha/database';
import { Storage, type StoredObject } from '@aisha/integrations';
import { objectKeys } from '../object-keys';
import { ObjectRemovals } from '../objects/object-removals';
import type { Packed } from './archives';
import { Gallery } from './gallery';
import { CHOSEN, filterValues, NEWEST_FIRST } from './gallery-rows';
import { ZipVolume } from './zip-volume';

/** How much an archive may hold, and how long packing it may take. */
export interface ArchiveLimits {
  volumeBytes: number;
  volumes: number;
  ms: number;
}

export const ARCHIVE_LIMITS: ArchiveLimits = {
  // Telegram takes files of bots up to 50 MB (facts of sendDocument); its multipart form needs a little too.
  volumeBytes: 45 * 1024 * 1024,
  // About 450 pictures: more messages in a row would be a flood.
  volumes: 10,
  // 450 MB at the 10 MB/s of a slow storage take a minute and a half, there and back.
  ms: 600_000,
};
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
  async write(archive: Archive, limits = ARCHIVE_LIMITS): Promise<Packed> {
    const total = await this.gallery.count(archive.ownerId, archive.filter);
    const writing = new Writing((volume) => this.open(archive, volume), limits);
    try {
      for await (const row of this.pictures(archive)) {
        const object = await this.storage.find(row.object_key);
        if (object && !(await writing.take(row, object))) break;
        writing.seen += 1;
      }
      return await writing.end(total);
    } catch (error) {
      writing.abandon();
      throw error;
    }
  }

  private async open({ ownerId, id, attempt }: Archive, volume: number): Promise<ZipVolume> {
    const key = objectKeys.archive({ ownerId, id }, attempt, volume);
    await this.removals.schedule([key], ARCHIVE_SECONDS);
    return new ZipVolume(this.storage, key);
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

/** One archive in the making. */
class Writing {
  seen = 0;
  private readonly volumes: string[] = [];
  private readonly until: number;
  private packed = 0;
  private current?: ZipVolume;

  constructor(
    private readonly open: (volume: number) => Promise<ZipVolume>,
    private readonly limits: ArchiveLimits,
  ) {
    this.until = Date.now() + limits.ms;
  }

  /** @returns false when there is no room left */
  async take(row: Row, object: StoredObject): Promise<boolean> {
    const volume = await this.volumeFor(object);
    if (!volume) {
      object.body.destroy();
      return false;
    }
    this.packed += 1;
    await volume.add(nameOf(this.packed, row), object, row.created_at);
    return true;
  }

  async end(total: number): Promise<Packed> {
    await this.close();
    const { volumes, packed } = this;
    return { volumes, packed, leftOut: Math.max(0, total - this.seen) };
  }

  abandon(): void {
    this.current?.abandon();
  }

  private async volumeFor({ size }: StoredObject): Promise<ZipVolume | undefined> {
    if (Date.now() > this.until) throw new Error(`packing took more than ${this.limits.ms} ms`);
    if (this.current?.hasRoom(size, this.limits.volumeBytes)) return this.current;
    await this.close();
    if (this.volumes.length === this.limits.volumes) return undefined;
    this.current = await this.open(this.volumes.length + 1);
    return this.current;
  }

  private async close(): Promise<void> {
    if (!this.current) return;
    await this.current.close();
    this.volumes.push(this.current.key);
    this.current = undefined;
  }
}

/** Sorts as it was packed: `0001-2026-11-22.jpg`. */
const nameOf = (number: number, { created_at, object_key }: Row): string => {
  const extension = /\.\w+$/.exec(object_key)?.[0] ?? '.jpg';
  const day = created_at.toISOString().slice(0, 10);
  return `${String(number).padStart(4, '0')}-${day}${extension}`;
};
