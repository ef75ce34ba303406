import { inSpan } from '@aisha/platform';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import type { StorageConfig } from './storage.env';

/** The settings that lead to an S3 server. */
export type S3Settings = Omit<StorageConfig, 'MINIO_BUCKET_NAME'>;

/** The endpoint as a URL; one that was given as a URL decides about TLS by itself. */
export function endpointUrl({ MINIO_ENDPOINT, MINIO_SECURE }: S3Settings): string {
  if (/^https?:\/\//.test(MINIO_ENDPOINT)) return MINIO_ENDPOINT;
  return `${MINIO_SECURE ? 'https' : 'http'}://${MINIO_ENDPOINT}`;
}

/** A client for `endpoint` that any S3 server understands. */
export function connectS3(endpoint: string, settings: S3Settings): S3Client {
  const client = new S3Client({
    endpoint,
    region: 'us-east-1',
    credentials: {
      accessKeyId: settings.MINIO_ACCESS_KEY,
      secretAccessKey: settings.MINIO_SECRET_KEY,
    },
    // Names as hosts need DNS that self-hosted servers do not have.
    forcePathStyle: true,
    ...onlyRequiredChecksums,
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 60_000 },
  });
  client.middlewareStack.add(
    (next, { commandName }) =>
      (request) =>
        inSpan(`s3 ${(commandName ?? 'call').replace(/Command$/, '')}`, { kind: 'client' }, () =>
          next(request),
        ),
    { step: 'initialize', name: 'spans' },
  );
  return client;
}

// By default the SDK adds CRC32 trailers that several servers refuse, and signs the checksum of an
// empty body into presigned uploads (aws-sdk-js-v3 issue 6810).
const onlyRequiredChecksums = {
  requestChecksumCalculation: 'WHEN_REQUIRED',
  responseChecksumValidation: 'WHEN_REQUIRED',
} satisfies S3ClientConfig;
