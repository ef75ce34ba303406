import type { PutObjectCommandInput, S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { Readable } from 'node:stream';
import { ProviderFailure } from '../provider.errors';
import { toStorageFailure } from './storage.errors';

/** The source of an upload failed, not the storage; its own error is the cause. */
class SourceFailed extends Error {}

/**
 * Uploads a stream in parts of 5 MB, so its length need not be known and each part can be repeated.
 * A source that fails or has another size than `expected` leaves nothing behind; its error is thrown as it is.
 */
export async function uploadStream(
  client: S3Client,
  target: Omit<PutObjectCommandInput, 'Body'>,
  source: Readable,
  expected?: number,
): Promise<void> {
  const body = Readable.from(checked(source, expected), { objectMode: false });
  const upload = new Upload({ client, params: { ...target, Body: body }, queueSize: 2 });
  try {
    await upload.done();
  } catch (error) {
    if (error instanceof SourceFailed) throw error.cause;
    throw toStorageFailure(error);
  } finally {
    source.destroy();
  }
}

async function* checked(source: Readable, expected?: number) {
  let size = 0;
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      size += chunk.length;
      yield chunk;
    }
    if (expected !== undefined && size !== expected) throw wrongSize(size, expected);
  } catch (error) {
    throw new SourceFailed('the source failed', { cause: error });
  }
}

function wrongSize(size: number, expected: number): ProviderFailure {
  const message = `the source gave ${size} bytes instead of ${expected}`;
  return new ProviderFailure('storage', 'unavailable', message, { errorType: 'incomplete-source' });
}
