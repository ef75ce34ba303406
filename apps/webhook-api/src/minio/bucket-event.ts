import { z } from 'zod';

// Source: MinIO's internal/event/event.go; other S3 servers send the same records.
const bucketEvent = z.object({
  Records: z
    .array(z.object({ s3: z.object({ object: z.object({ key: z.string().min(1) }) }) }))
    .min(1),
});

/** The keys that a bucket notification is about; undefined when it is none. */
export function changedKeys(body: Buffer): string[] | undefined {
  try {
    const { Records } = bucketEvent.parse(JSON.parse(body.toString()));
    return Records.map(({ s3 }) => unescaped(s3.object.key));
  } catch {
    return undefined;
  }
}

/** Keys come escaped as in a query: a space is a plus. */
const unescaped = (key: string) => decodeURIComponent(key.replaceAll('+', ' '));
