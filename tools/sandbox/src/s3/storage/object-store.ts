import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { S3Error } from '../s3-error';
import { Bucket } from './bucket';
import { KeyedLock } from './keyed-lock';
import { MultipartUploads } from './multipart-uploads';
import { ScratchFolder } from './scratch-folder';
import { readJson } from './stored-object';

interface BucketFile {
  name: string;
  created: number;
}

/**
 * Buckets and unfinished uploads in a folder: `buckets/<name>/bucket.json`,
 * `buckets/<name>/objects/`, `uploads/<id>/`, `scratch/`. One process at a time may have it open.
 */
export class ObjectStore {
  private readonly buckets = new Map<string, Bucket>();
  private readonly lock = new KeyedLock();

  private constructor(
    private readonly folder: string,
    readonly scratch: ScratchFolder,
    readonly uploads: MultipartUploads,
  ) {}

  static async open(dataDir: string): Promise<ObjectStore> {
    const scratch = await ScratchFolder.open(path.join(dataDir, 'scratch'));
    const uploads = await MultipartUploads.open(path.join(dataDir, 'uploads'), scratch);
    const store = new ObjectStore(path.join(dataDir, 'buckets'), scratch, uploads);
    await mkdir(store.folder, { recursive: true });
    for (const name of await readdir(store.folder)) await store.loadBucket(name);
    return store;
  }

  list(): Bucket[] {
    return [...this.buckets.values()].sort((left, right) => (left.name < right.name ? -1 : 1));
  }

  bucket(name: string): Bucket {
    const bucket = this.buckets.get(name);
    if (!bucket) throw new S3Error(404, 'NoSuchBucket', 'The specified bucket does not exist');
    return bucket;
  }

  async create(name: string): Promise<void> {
    const legal = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) && !name.includes('..');
    if (!legal) throw new S3Error(400, 'InvalidBucketName');
    await this.lock.run(name, async () => {
      if (this.buckets.has(name)) throw new S3Error(409, 'BucketAlreadyOwnedByYou');
      const file: BucketFile = { name, created: Date.now() };
      await this.scratch.writeJson(path.join(this.folder, name, 'bucket.json'), file);
      await this.loadBucket(name);
    });
  }

  async delete(name: string): Promise<void> {
    await this.lock.run(name, async () => {
      this.bucket(name).retire();
      this.buckets.delete(name);
      await this.uploads.abortAll(name);
      await rm(path.join(this.folder, name), { recursive: true, force: true });
    });
  }

  private async loadBucket(name: string): Promise<void> {
    const folder = path.join(this.folder, name);
    const file = await readJson<BucketFile>(path.join(folder, 'bucket.json'));
    if (!file) return;
    const bucket = await Bucket.load(file, path.join(folder, 'objects'), this.scratch);
    this.buckets.set(name, bucket);
  }
}
