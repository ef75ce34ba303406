import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  DeleteBucketCommand,
  DeleteObjectsCommand,
  ListObjectsV2Command,
  S3Client,
} from '@aws-sdk/client-s3';
import type { GetObjectCommandOutput, S3ClientConfig } from '@aws-sdk/client-s3';
import { startS3Server } from './s3-server';

export interface S3Endpoint {
  url: string;
  accessKey: string;
  secretKey: string;
  close(): Promise<void>;
}

/** A server of our own, or the one that S3_CONTRACT_ENDPOINT, _KEY and _SECRET name. */
export async function openEndpoint(): Promise<S3Endpoint> {
  const { S3_CONTRACT_ENDPOINT, S3_CONTRACT_KEY = '', S3_CONTRACT_SECRET = '' } = process.env;
  if (S3_CONTRACT_ENDPOINT) {
    const close = () => Promise.resolve();
    return {
      url: S3_CONTRACT_ENDPOINT,
      accessKey: S3_CONTRACT_KEY,
      secretKey: S3_CONTRACT_SECRET,
      close,
    };
  }
  const dataDir = await newDataDir();
  const keys = { accessKey: 'contract', secretKey: randomUUID() };
  const server = await startS3Server({ port: 0, dataDir, ...keys });
  const close = async () => {
    await server.close();
    await rm(dataDir, { recursive: true });
  };
  return { url: server.url, ...keys, close };
}

export const newDataDir = () => mkdtemp(path.join(tmpdir(), 's3-spec-'));

/** The SDK as it comes, checksums and all; it does not try twice, so that a refusal shows. */
export const sdkClient = (
  { url, accessKey, secretKey }: Omit<S3Endpoint, 'close'>,
  config: S3ClientConfig = {},
) =>
  new S3Client({
    endpoint: url,
    region: 'us-east-1',
    forcePathStyle: true,
    maxAttempts: 1,
    credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
    ...config,
  });

/** `ok`, or the refusal as `<code>/<status>`. */
export async function outcome(request: Promise<unknown>): Promise<string> {
  try {
    await request;
    return 'ok';
  } catch (error) {
    const { name, $metadata } = error as { name: string; $metadata?: { httpStatusCode?: number } };
    return `${name}/${$metadata?.httpStatusCode ?? '-'}`;
  }
}

export async function contentOf({ Body }: GetObjectCommandOutput): Promise<Buffer> {
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
}

export async function removeBucket(s3: S3Client, Bucket: string): Promise<void> {
  for (;;) {
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
    if (Contents.length === 0) break;
    const Objects = Contents.map(({ Key }) => ({ Key }));
    await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
  }
  await s3.send(new DeleteBucketCommand({ Bucket }));
}

/** Looks until it is so; throws after three seconds. */
export async function waitFor(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 3_000; !(await condition()); await delay(5)) {
    if (Date.now() > end) throw new Error('It did not come to pass.');
  }
}
