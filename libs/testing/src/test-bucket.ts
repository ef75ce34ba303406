import { randomBytes } from 'node:crypto';
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  ListObjectsV2Command,
  S3Client,
} from '@aws-sdk/client-s3';
import { testBucketPrefix } from '@aisha/servers';
import { testVariable } from './test-variables';

export interface TestBucket {
  /** http(s) address; buckets are in the path. */
  readonly endpoint: string;
  readonly accessKey: string;
  readonly secretKey: string;
  /** New and empty; its name says "test". */
  readonly bucket: string;
  /** The same as an app reads it from its environment. */
  readonly settings: {
    readonly MINIO_ENDPOINT: string;
    readonly MINIO_ACCESS_KEY: string;
    readonly MINIO_SECRET_KEY: string;
    readonly MINIO_BUCKET_NAME: string;
    readonly MINIO_SECURE: false;
  };
  /** Deletes the bucket with all that is in it. */
  close(): Promise<void>;
}

/** A fresh bucket on the S3 server of this run. */
export async function testBucket(): Promise<TestBucket> {
  const address = {
    endpoint: testVariable('TEST_S3_ENDPOINT'),
    accessKey: testVariable('TEST_S3_ACCESS_KEY'),
    secretKey: testVariable('TEST_S3_SECRET_KEY'),
  };
  const bucket = `${testBucketPrefix(process.env)}-${randomBytes(6).toString('hex')}`;
  const client = new S3Client({
    endpoint: address.endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId: address.accessKey, secretAccessKey: address.secretKey },
  });
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  const settings = {
    MINIO_ENDPOINT: address.endpoint,
    MINIO_ACCESS_KEY: address.accessKey,
    MINIO_SECRET_KEY: address.secretKey,
    MINIO_BUCKET_NAME: bucket,
    MINIO_SECURE: false,
  } as const;
  return { ...address, bucket, settings, close: () => remove(client, bucket) };
}

async function remove(client: S3Client, bucket: string): Promise<void> {
  for (;;) {
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucket }));
    if (Contents.length === 0) break;
    for (const { Key } of Contents) {
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
    }
  }
  await client.send(new DeleteBucketCommand({ Bucket: bucket }));
  client.destroy();
}
