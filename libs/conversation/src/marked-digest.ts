import { createHash } from 'node:crypto';

/** Short enough for a button, and of no other choice of pictures: a yes is for those that were asked about. */
export const markedDigest = (imageIds: readonly string[]): string =>
  createHash('sha256')
    .update([...imageIds].sort().join())
    .digest('hex')
    .slice(0, 16);
