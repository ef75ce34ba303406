import { createHash } from 'node:crypto';
import type { PhotoRefusal } from '@aisha/database';
import { fileTypeFromBuffer } from 'file-type';
import type { SharpOptions } from 'sharp';
import { loadSharp } from '../load-sharp';
import { MAX_LONG_SIDE, MAX_PHOTO_BYTES, MAX_PIXELS, MIN_SHORT_SIDE } from './photo-rules';

/** A photo that will do: an upright JPEG without metadata, and what is known of the file as it came. */
export interface UsablePhoto {
  jpeg: Buffer;
  width: number;
  height: number;
  /** Of the file as it came, in hex. */
  sha256: string;
}
export type Inspection = { refusal: PhotoRefusal } | { photo: UsablePhoto };

const ACCEPTED_TYPES: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp']);
/** iPhones' own files. sharp's libvips has no decoder for HEVC: Telegram makes a JPEG of what is sent as a photo. */
const HEIC_TYPE = /^image\/hei[cf]/;
const READING: SharpOptions = { limitInputPixels: MAX_PIXELS, failOn: 'truncated' };

/** Looks at the content of a file, whatever it was called, and makes of it what training uses. */
export async function inspectPhoto(bytes: Buffer): Promise<Inspection> {
  if (bytes.length > MAX_PHOTO_BYTES) return { refusal: 'too-big' };
  const type = await fileTypeFromBuffer(bytes);
  if (type && HEIC_TYPE.test(type.mime)) return { refusal: 'heic' };
  if (!type || !ACCEPTED_TYPES.has(type.mime)) return { refusal: 'not-an-image' };
  const size = await uprightSize(bytes);
  if (!size) return { refusal: 'not-an-image' };
  if (size.width * size.height > MAX_PIXELS) return { refusal: 'too-big' };
  if (Math.min(size.width, size.height) < MIN_SHORT_SIDE) return { refusal: 'too-small' };
  const made = await uprightJpeg(bytes);
  if (!made) return { refusal: 'not-an-image' };
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return {
    photo: { jpeg: made.data, width: made.info.width, height: made.info.height, sha256 },
  };
}

/** From the header alone: nothing is unpacked yet. */
async function uprightSize(bytes: Buffer) {
  const sharp = await loadSharp();
  return sharp(bytes, { ...READING, limitInputPixels: false })
    .metadata()
    .then(({ autoOrient }) => autoOrient)
    .catch(() => undefined);
}

/** sharp leaves EXIF, GPS and all other metadata out unless it is asked to keep them. */
async function uprightJpeg(bytes: Buffer) {
  const sharp = await loadSharp();
  return sharp(bytes, READING)
    .autoOrient()
    .resize(MAX_LONG_SIDE, MAX_LONG_SIDE, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .jpeg({ quality: 92 })
    .toBuffer({ resolveWithObject: true })
    .catch(() => undefined);
}
