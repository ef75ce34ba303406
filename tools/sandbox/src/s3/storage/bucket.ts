import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { S3Error } from '../s3-error';
import { KeyedLock } from './keyed-lock';
import { ObjectFiles } from './object-files';
import { moveInto } from './scratch-folder';
import type { ScratchFolder } from './scratch-folder';
import { isMissing } from './stored-object';
import type {
  ObjectContent,
  ObjectDescription,
  StoredObject,
  WriteCondition,
} from './stored-object';

/** One bucket: its objects on disk, their descriptions in memory too. */
export class Bucket {
  private readonly lock = new KeyedLock();
  private readonly objects = new Map<string, StoredObject>();
  private sortedKeys: string[] | undefined;
  private changes = 0;
  private retired = false;

  private constructor(
    readonly name: string,
    /** Milliseconds. */
    readonly created: number,
    private readonly files: ObjectFiles,
    private readonly scratch: ScratchFolder,
  ) {}

  static async load(
    { name, created }: { name: string; created: number },
    folder: string,
    scratch: ScratchFolder,
  ): Promise<Bucket> {
    const files = new ObjectFiles(folder);
    const bucket = new Bucket(name, created, files, scratch);
    for (const object of await files.load()) bucket.objects.set(object.key, object);
    return bucket;
  }

  /** Refuses all changes from now on; throws 409 if it holds an object or is about to get one. */
  retire(): void {
    if (this.objects.size > 0 || this.changes > 0) throw new S3Error(409, 'BucketNotEmpty');
    this.retired = true;
  }

  /** In the order of their UTF-8 bytes, as S3 lists them. */
  get keys(): readonly string[] {
    return (this.sortedKeys ??= sortByBytes([...this.objects.keys()]));
  }

  find(key: string): StoredObject | undefined {
    return this.objects.get(key);
  }

  get(key: string): StoredObject {
    const object = this.find(key);
    if (!object) throw new S3Error(404, 'NoSuchKey', 'The specified key does not exist.');
    return object;
  }

  /**
   * Hands the object and the file of its bytes to `use`, again with the newer object if it was
   * replaced before `use` could open the file. An open file stays whole after that.
   */
  async read<Result>(
    key: string,
    use: (object: StoredObject, file: string) => Promise<Result>,
  ): Promise<Result> {
    for (;;) {
      const object = this.get(key);
      try {
        return await use(object, this.files.content(object));
      } catch (error) {
        if (!isMissing(error) || this.find(key) === object) throw error;
      }
    }
  }

  /** Makes a finished scratch file the object's bytes. */
  put(
    file: string,
    object: ObjectContent & ObjectDescription & { key: string },
    condition: WriteCondition,
  ): Promise<StoredObject> {
    return this.change(object.key, async (existing) => {
      condition(existing);
      const stored = { ...object, revision: randomUUID(), modified: Date.now() };
      await moveInto(file, this.files.content(stored));
      await this.describe(stored);
      if (existing) await this.discard(existing);
      return stored;
    });
  }

  updateTags(key: string, tags: Record<string, string>): Promise<void> {
    return this.change(key, () => this.describe({ ...this.get(key), tags }));
  }

  /** Gives what was removed; undefined if there was nothing. */
  remove(key: string, condition: WriteCondition): Promise<StoredObject | undefined> {
    return this.change(key, async (existing) => {
      condition(existing);
      if (!existing) return undefined;
      await rm(this.files.description(key), { force: true });
      this.objects.delete(key);
      this.sortedKeys = undefined;
      await this.discard(existing);
      return existing;
    });
  }

  private async change<Result>(
    key: string,
    work: (existing: StoredObject | undefined) => Promise<Result>,
  ): Promise<Result> {
    if (this.retired) throw new S3Error(404, 'NoSuchBucket');
    this.changes++;
    try {
      return await this.lock.run(key, () => work(this.find(key)));
    } finally {
      this.changes--;
    }
  }

  private async describe(object: StoredObject): Promise<void> {
    await this.scratch.writeJson(this.files.description(object.key), object);
    if (!this.objects.has(object.key)) this.sortedKeys = undefined;
    this.objects.set(object.key, object);
  }

  /** Bytes that cannot be removed now are no object any more; the next start removes them. */
  private async discard(object: StoredObject): Promise<void> {
    await rm(this.files.content(object), { force: true }).catch(() => undefined);
  }
}

function sortByBytes(keys: string[]): string[] {
  return keys
    .map((key) => ({ key, bytes: Buffer.from(key) }))
    .sort((left, right) => Buffer.compare(left.bytes, right.bytes))
    .map(({ key }) => key);
}
