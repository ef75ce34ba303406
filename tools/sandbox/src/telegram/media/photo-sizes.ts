import sharp from 'sharp';
import { badRequest } from '../bot-api.error';

// Telegram recompresses what is sent as a photo and keeps these longest sides.
const SIDES = [320, 800, 1280];
const JPEG_QUALITY = 87;
const MAX_SIDES_SUM = 10_000;
const MAX_RATIO = 20;

export interface RenderedPhoto {
  bytes: Buffer;
  width: number;
  height: number;
}

/** The sizes of a photo, ascending, as JPEG. Throws when it is no image or has no shape that Telegram takes. */
export async function renderPhoto(bytes: Buffer): Promise<RenderedPhoto[]> {
  const longest = await longestSide(bytes);
  const smaller = SIDES.slice(0, -1).filter((side) => side < longest);
  const sides = [...smaller, Math.min(longest, SIDES.at(-1) ?? longest)];
  return Promise.all(sides.map((side) => render(bytes, side)));
}

async function longestSide(bytes: Buffer) {
  const { width, height } = await sharp(bytes)
    .metadata()
    .catch(() => {
      throw badRequest('IMAGE_PROCESS_FAILED');
    });
  const isStrip = Math.max(width, height) > MAX_RATIO * Math.min(width, height);
  if (width + height > MAX_SIDES_SUM || isStrip) throw badRequest('PHOTO_INVALID_DIMENSIONS');
  return Math.max(width, height);
}

async function render(bytes: Buffer, side: number): Promise<RenderedPhoto> {
  const { data, info } = await sharp(bytes)
    .rotate()
    .resize(side, side, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: JPEG_QUALITY })
    .toBuffer({ resolveWithObject: true })
    .catch(() => {
      throw badRequest('IMAGE_PROCESS_FAILED');
    });
  return { bytes: data, width: info.width, height: info.height };
}
