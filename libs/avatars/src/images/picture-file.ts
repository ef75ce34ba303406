import { loadSharp } from '../load-sharp';
import { Unusable, UnusablePhoto } from '../work/work-failures';

/** More than any model or upscaler gives, and what fits into the worker's memory. */
const MAX_PIXELS = 50_000_000;
/** Photos come from people's cameras. */
const MAX_PHOTO_PIXELS = 100_000_000;
/** Pixels of the longer side: three in a row fill a telephone's screen. */
const THUMB_SIDE = 320;
/** Models work on about one megapixel; more only costs time to send. */
const SOURCE_SIDE = 1_536;
/** What a safety checker blackens is black up to the noise of JPEG; the darkest night is not. */
const BLACK_LEVEL = 8;

/** A picture that opens, as a JPEG without metadata. @throws {Unusable} when the bytes are no picture */
export async function jpegOf(bytes: Buffer): Promise<Buffer> {
  const sharp = await loadSharp();
  return sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'truncated' })
    .jpeg({ quality: 95 })
    .toBuffer()
    .catch((cause: unknown) => {
      throw new Unusable('FAL gave no picture', { cause });
    });
}

/** Whether nothing is to be seen: not each model says so when it has blackened what it made. */
export async function isBlack(jpeg: Buffer): Promise<boolean> {
  const sharp = await loadSharp();
  const { channels } = await sharp(jpeg).stats();
  return channels.every(({ max }) => max <= BLACK_LEVEL);
}

/** A small copy of a picture. */
export async function thumbOf(jpeg: Buffer): Promise<Buffer> {
  const sharp = await loadSharp();
  const size = { width: THUMB_SIDE, height: THUMB_SIDE, fit: 'inside' } as const;
  return sharp(jpeg)
    .resize({ ...size, withoutEnlargement: true })
    .jpeg({ quality: 80 })
    .toBuffer();
}

/** A person's photo as a model takes it: upright, and nothing in it of where it was taken. */
export async function sourceOf(bytes: Buffer): Promise<Buffer> {
  const sharp = await loadSharp();
  const size = { width: SOURCE_SIDE, height: SOURCE_SIDE, fit: 'inside' } as const;
  return sharp(bytes, { limitInputPixels: MAX_PHOTO_PIXELS, failOn: 'truncated' })
    .rotate()
    .resize({ ...size, withoutEnlargement: true })
    .flatten({ background: 'white' })
    .jpeg({ quality: 92 })
    .toBuffer()
    .catch((cause: unknown) => {
      throw new UnusablePhoto('no photo that can be read', { cause });
    });
}
