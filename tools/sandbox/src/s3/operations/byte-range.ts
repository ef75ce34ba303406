import { S3Error } from '../s3-error';

/** Both ends count, as in HTTP. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * Reads a Range header with one range; undefined means the whole object, as for a header that
 * cannot be read or asks for several. Throws 416 if the object has none of those bytes.
 */
export function byteRange(header: string | undefined, size: number): ByteRange | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (!from && !to) return undefined;
  const range = from
    ? { start: Number(from), end: to ? Math.min(Number(to), size - 1) : size - 1 }
    : { start: Math.max(0, size - Number(to)), end: size - 1 };
  if (range.start > range.end) {
    throw new S3Error(416, 'InvalidRange', 'The requested range is not satisfiable', {
      'content-range': `bytes */${size}`,
    });
  }
  return range;
}
