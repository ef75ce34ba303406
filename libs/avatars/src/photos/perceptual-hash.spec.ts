import { copyOf, photosOf } from '@aisha/testing';
import { looksAlike, perceptualHash } from './perceptual-hash';

/** Pictures are made and read. */
jest.setTimeout(30_000);

describe('the perceptual hash', () => {
  it('should tell different photos of one person apart and know a copy again', async () => {
    const photos = await photosOf('first', 24);
    const hashes = await Promise.all(photos.map(perceptualHash));
    const alike = hashes.flatMap((one, index) =>
      hashes
        .slice(index + 1)
        .flatMap((other, after) => (looksAlike(one, other) ? [[index, index + 1 + after]] : [])),
    );
    expect(alike).toEqual([]);
    const copy = await perceptualHash(await copyOf('first', 3));
    expect(hashes.map((hash) => looksAlike(hash, copy)).indexOf(true)).toBe(3);
  });
});
