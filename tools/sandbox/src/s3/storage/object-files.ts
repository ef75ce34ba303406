import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { sha256Hex } from '../auth/signature';
import { readJson } from './stored-object';
import type { StoredObject } from './stored-object';

const DESCRIPTION = '.json';

/**
 * The files of one bucket's objects: `ab/<sha256 of the key>.json` describes an object and names
 * the revision whose bytes stand in `ab/<sha256 of the key>.<revision>`. Names are hashes, so no
 * key can leave the folder, be too long for it or differ from another by case alone.
 */
export class ObjectFiles {
  constructor(private readonly folder: string) {}

  content({ key, revision }: Pick<StoredObject, 'key' | 'revision'>): string {
    return `${this.base(key)}.${revision}`;
  }

  description(key: string): string {
    return this.base(key) + DESCRIPTION;
  }

  /** Reads all descriptions, and removes bytes that none of them names: leavings of a crash. */
  async load(): Promise<StoredObject[]> {
    await mkdir(this.folder, { recursive: true });
    const shards = await readdir(this.folder);
    return (await Promise.all(shards.map((shard) => this.loadShard(shard)))).flat();
  }

  private async loadShard(shard: string): Promise<StoredObject[]> {
    const files = (await readdir(path.join(this.folder, shard))).map((name) =>
      path.join(this.folder, shard, name),
    );
    const objects: StoredObject[] = [];
    for (const file of files.filter((name) => name.endsWith(DESCRIPTION))) {
      const object = await readJson<StoredObject>(file);
      if (object) objects.push(object);
    }
    const wanted = new Set(objects.flatMap((o) => [this.content(o), this.description(o.key)]));
    for (const file of files) if (!wanted.has(file)) await rm(file, { force: true });
    return objects;
  }

  private base(key: string): string {
    const hash = sha256Hex(key);
    return path.join(this.folder, hash.slice(0, 2), hash);
  }
}
