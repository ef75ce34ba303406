import { z } from 'zod';

const webUrl = z.url({ protocol: /^https?$/ });
const hostAndPort = z.string().regex(/^(\[[0-9a-f:]+\]|[\w.-]+)(:\d{1,5})?$/i);

/** What a process that stores files needs. Any S3 server will do. */
export const storageEnv = {
  /** `host:port`, or an http(s) URL, which then decides about TLS by itself. */
  MINIO_ENDPOINT: z.union([webUrl, hostAndPort], {
    error: 'must be host:port or an http(s) URL',
  }),
  MINIO_ACCESS_KEY: z.string().min(1),
  MINIO_SECRET_KEY: z.string().min(1),
  MINIO_BUCKET_NAME: z.string().min(3).default('aisha'),
  MINIO_SECURE: z.stringbool().default(false),
  /** Where strangers reach the same server: the host is part of a presigned address. */
  MINIO_PUBLIC_URL: webUrl.optional(),
};

/** Validated `storageEnv`. */
export type StorageConfig = z.infer<z.ZodObject<typeof storageEnv>>;
