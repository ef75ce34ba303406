import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { inspectPhoto } from './photo-inspection';
import { MAX_PHOTO_BYTES } from './photo-rules';

const DEMO = join(require.resolve('@vladmandic/face-api/package.json'), '..', 'demo');
const sample = (number: number) => readFileSync(join(DEMO, `sample${number}.jpg`));
const resized = (width: number, height: number) =>
  sharp(sample(1)).resize(width, height, { fit: 'cover' });

async function accepted(bytes: Buffer) {
  const found = await inspectPhoto(bytes);
  if ('refusal' in found) throw new Error(found.refusal);
  return found.photo;
}

describe('looking at a photo', () => {
  it.each([1, 2, 3, 4, 5, 6])('should accept real photo %i and know it by its bytes', async (n) => {
    const photo = await accepted(sample(n));
    const { width, height } = await sharp(sample(n)).metadata();
    expect(photo).toMatchObject({ width, height });
    expect(photo.sha256).toBe(createHash('sha256').update(sample(n)).digest('hex'));
  });

  it('should turn a photo upright and leave place, camera and time out', async () => {
    const exif = { IFD0: { Model: 'Camera' }, IFD3: { GPSLatitudeRef: 'N' } };
    const lying = await sharp(sample(2)).withExif(exif).withMetadata({ orientation: 6 }).toBuffer();
    expect((await sharp(lying).metadata()).exif).toBeDefined();
    const { jpeg, width, height } = await accepted(lying);
    const made = await sharp(jpeg).metadata();
    expect([width, height]).toEqual([1367, 1920]);
    expect([made.width, made.height, made.orientation]).toEqual([1367, 1920, undefined]);
    expect([made.exif, made.xmp, made.iptc]).toEqual([undefined, undefined, undefined]);
  });

  it.each(['png', 'webp'] as const)('should make a JPEG of a %s', async (format) => {
    const { jpeg } = await accepted(await resized(800, 600).toFormat(format).toBuffer());
    expect((await sharp(jpeg).metadata()).format).toBe('jpeg');
  });

  it('should make a large photo smaller, but never a small one larger', async () => {
    const large = await accepted(await resized(4_000, 3_000).jpeg().toBuffer());
    expect([large.width, large.height]).toEqual([2_048, 1_536]);
    const small = await accepted(await resized(512, 600).jpeg().toBuffer());
    expect([small.width, small.height]).toEqual([512, 600]);
  });

  it.each([
    [511, 2_000],
    [2_000, 511],
  ])('should refuse %i x %i pixels as too small', async (width, height) => {
    const bytes = await resized(width, height).jpeg().toBuffer();
    expect(await inspectPhoto(bytes)).toEqual({ refusal: 'too-small' });
  });

  it('should refuse a file of more than 20 MB unseen', async () => {
    const bytes = Buffer.concat([sample(1), Buffer.alloc(MAX_PHOTO_BYTES)]);
    expect(await inspectPhoto(bytes)).toEqual({ refusal: 'too-big' });
  });

  it('should refuse a small file that would unpack to gigabytes', async () => {
    expect(await inspectPhoto(pngClaiming(30_000, 30_000))).toEqual({ refusal: 'too-big' });
  });

  it.each([
    ['a text', Buffer.from('this is a photo, honestly')],
    ['nothing', Buffer.alloc(0)],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900"/>')],
    ['a JPEG header alone', sample(1).subarray(0, 200)],
    ['half a JPEG', sample(1).subarray(0, 60_000)],
    ['a zip', Buffer.from('504b0304140000000000', 'hex')],
  ])('should refuse %s as no image', async (_what, bytes) => {
    expect(await inspectPhoto(bytes)).toEqual({ refusal: 'not-an-image' });
  });

  it.each(['heic', 'heix', 'mif1', 'msf1', 'hevc'])(
    'should know an iPhone file of brand %s',
    async (brand) => {
      const header = Buffer.from(`\0\0\0\x18ftyp${brand}\0\0\0\0mif1heic`, 'latin1');
      const bytes = Buffer.concat([header, Buffer.alloc(4_000)]);
      expect(await inspectPhoto(bytes)).toEqual({ refusal: 'heic' });
    },
  );

  it('should refuse a GIF', async () => {
    const gif = await resized(600, 600).gif().toBuffer();
    expect(await inspectPhoto(gif)).toEqual({ refusal: 'not-an-image' });
  });
});

/** A PNG whose header promises more pixels than its few bytes could say. */
function pngClaiming(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const named = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8);
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(1_000)))];
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    ...parts,
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
