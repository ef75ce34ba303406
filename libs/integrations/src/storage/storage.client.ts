import {
  CreateBucketCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  paginateListObjectsV2,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { ProviderCalls } from '@aisha/platform';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { ProviderFailure } from '../provider.errors';
import { connectS3, endpointUrl } from './s3-connection';
import { isNotFound, StoredObjectNotFound, toStorageFailure } from './storage.errors';
import { measureRequests } from './storage-calls';
import type { StorageConfig } from './storage.env';
import type { PutOptions, StoredObject, StoredObjectInfo } from './storage.types';
import { uploadStream } from './stream-upload';

const unknownType = 'application/octet-stream';
// Limits of DeleteObjects and of signature version 4.
const deleteBatch = 1000;
const maxPresignSeconds = 604_800;

/** Files in one bucket of an S3 server. Methods throw `ProviderFailure` with provider `storage`. */
export class Storage {
  private readonly bucket: string;
  private readonly s3: S3Client;
  private readonly publicS3: S3Client;

  /** @param calls counts and times each request, where given */
  constructor(config: StorageConfig, calls?: ProviderCalls) {
    this.bucket = config.MINIO_BUCKET_NAME;
    this.s3 = connectS3(endpointUrl(config), config);
    if (calls) measureRequests(this.s3, calls);
    const publicUrl = config.MINIO_PUBLIC_URL;
    this.publicS3 = publicUrl ? connectS3(publicUrl, config) : this.s3;
  }

  /** Stores or replaces an object; a stream may be of any length and is never held in memory whole. */
  async put(key: string, body: Buffer | Readable, options: PutOptions): Promise<void> {
    const target = { Bucket: this.bucket, Key: key, ContentType: options.contentType };
    if (body instanceof Readable) return uploadStream(this.s3, target, body, options.size);
    await attempt(() => this.s3.send(new PutObjectCommand({ ...target, Body: body })));
  }

  /** Opens an object; throws `StoredObjectNotFound` when there is none. */
  async get(key: string): Promise<StoredObject> {
    const command = new GetObjectCommand({ Bucket: this.bucket, Key: key });
    const { Body, ContentType, ContentLength } = await attempt(() => this.s3.send(command), key);
    if (!(Body instanceof Readable)) throw new StoredObjectNotFound(key);
    return { body: Body, contentType: ContentType ?? unknownType, size: ContentLength ?? 0 };
  }

  /** An object's bytes, for what is known to be small. */
  async getBytes(key: string): Promise<Buffer> {
    const { body } = await this.get(key);
    return attempt(() => buffer(body));
  }

  /** The same for an object that may be gone: undefined then. */
  find(key: string): Promise<StoredObject | undefined> {
    return unlessGone(this.get(key));
  }

  /** The bytes of an object that may be gone: undefined then. */
  findBytes(key: string): Promise<Buffer | undefined> {
    return unlessGone(this.getBytes(key));
  }

  /** What is known of an object, or null when there is none. */
  async head(key: string): Promise<StoredObjectInfo | null> {
    const command = new HeadObjectCommand({ Bucket: this.bucket, Key: key });
    try {
      const { ContentLength, ContentType, ETag } = await this.s3.send(command);
      const etag = (ETag ?? '').replaceAll('"', '');
      return { size: ContentLength ?? 0, contentType: ContentType ?? unknownType, etag };
    } catch (error) {
      if (isNotFound(error)) return null;
      throw toStorageFailure(error);
    }
  }

  /** Deletes objects; those that are gone already count as deleted. */
  async delete(keys: readonly string[]): Promise<void> {
    for (let at = 0; at < keys.length; at += deleteBatch) {
      await this.deleteSome(keys.slice(at, at + deleteBatch));
    }
  }

  /** Keys that begin with `prefix`, up to a thousand at a time. Deleting what was listed does not disturb it. */
  async *list(prefix: string): AsyncGenerator<string[]> {
    const pages = paginateListObjectsV2(
      { client: this.s3 },
      { Bucket: this.bucket, Prefix: prefix },
    );
    try {
      for await (const { Contents = [] } of pages) yield Contents.flatMap(({ Key }) => Key ?? []);
    } catch (error) {
      throw toStorageFailure(error);
    }
  }

  /** An address at which anybody may read the object for `seconds` (7 days at most). */
  presignGet(key: string, seconds: number): Promise<string> {
    const command = new GetObjectCommand({ Bucket: this.bucket, Key: key });
    const expiresIn = Math.min(seconds, maxPresignSeconds);
    return attempt(() => getSignedUrl(this.publicS3, command, { expiresIn }));
  }

  /** Creates the bucket if it is missing; several processes may do so at once. */
  async ensureBucket(): Promise<void> {
    const bucket = { Bucket: this.bucket };
    try {
      await this.s3.send(new HeadBucketCommand(bucket));
    } catch (error) {
      if (!isNotFound(error)) throw toStorageFailure(error);
      await this.createBucket();
    }
  }

  private async createBucket(): Promise<void> {
    try {
      await this.s3.send(new CreateBucketCommand({ Bucket: this.bucket }));
    } catch (error) {
      const failure = toStorageFailure(error);
      if (failure.errorType !== 'BucketAlreadyOwnedByYou') throw failure;
    }
  }

  private async deleteSome(keys: readonly string[]): Promise<void> {
    const Delete = { Objects: keys.map((Key) => ({ Key })), Quiet: true };
    const command = new DeleteObjectsCommand({ Bucket: this.bucket, Delete });
    const { Errors: [first] = [] } = await attempt(() => this.s3.send(command));
    if (!first) return;
    throw new ProviderFailure('storage', 'unavailable', `${first.Key} not deleted: ${first.Code}`, {
      errorType: first.Code,
    });
  }
}

/** `key` is named where a 404 means that this object is missing. */
async function attempt<T>(call: () => Promise<T>, key?: string): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (key !== undefined && isNotFound(error)) throw new StoredObjectNotFound(key);
    throw toStorageFailure(error);
  }
}

async function unlessGone<Found>(found: Promise<Found>): Promise<Found | undefined> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof StoredObjectNotFound) return undefined;
    throw error;
  }
}
