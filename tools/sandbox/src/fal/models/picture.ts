import { createHash } from 'node:crypto';
import sharp, { type Sharp } from 'sharp';
import type { PixelSize } from './image-size';
import { overlaySvg } from './picture-overlay';

const moods = [
  { brightness: 1.06, saturation: 1.35, hue: 0, tint: undefined },
  { brightness: 1.02, saturation: 0.9, hue: 0, tint: '#d9a066' },
  { brightness: 1.0, saturation: 1.1, hue: 12, tint: undefined },
  { brightness: 0.98, saturation: 1.0, hue: 0, tint: '#7fa8d9' },
  { brightness: 1.05, saturation: 0.05, hue: 0, tint: undefined },
  { brightness: 1.0, saturation: 1.0, hue: 0, tint: '#c48fd0' },
] as const;

/** What a picture is made of. */
export interface PictureOrder {
  /** The person's photos, none for weights that are not the sandbox's. */
  readonly photos: readonly Buffer[];
  readonly prompt: string;
  readonly seed: number;
  readonly size: PixelSize;
  readonly format: PictureFormat;
  /** A picture to start from: at strength 0 it stays as it is, at 1 nothing is left of it. */
  readonly source?: { readonly picture: Buffer; readonly strength: number };
}

export type PictureFormat = 'jpeg' | 'png' | 'webp';

/** Makes a picture of exactly the asked size out of one of the person's own photos. Same order, same picture. */
export async function paintPicture(order: PictureOrder): Promise<Buffer> {
  const { prompt, seed, size } = order;
  const choice = createHash('sha256').update(`${seed}\n${prompt}`).digest();
  const photo = order.photos[choice.readUInt16LE(0) % Math.max(1, order.photos.length)];
  const mood = moods[choice.readUInt16LE(2) % moods.length] ?? moods[0];
  const base = photo ? portrait(photo, size, mood) : backdrop(size, choice);
  const picture = await remade(order, await base.png({ compressionLevel: 1 }).toBuffer());
  return encode(picture.composite([{ input: overlaySvg(size, prompt) }]), order.format);
}

/** The new picture over the one to start from, as thick as asked. */
async function remade({ source, size }: PictureOrder, painted: Buffer): Promise<Sharp> {
  if (!source) return sharp(painted);
  const { width, height } = size;
  const below = sharp(source.picture).resize(width, height, { fit: 'cover' }).removeAlpha();
  const above = await sharp(painted).ensureAlpha(source.strength).png().toBuffer();
  return sharp(
    await below
      .composite([{ input: above }])
      .png({ compressionLevel: 1 })
      .toBuffer(),
  );
}

/** What FAL's safety checker leaves of a picture: all black. */
export function blackPicture({ size, format }: Pick<PictureOrder, 'size' | 'format'>) {
  return encode(sharp({ create: { ...size, channels: 3, background: '#000' } }), format);
}

function portrait(photo: Buffer, { width, height }: PixelSize, mood: (typeof moods)[number]) {
  const { tint, ...grade } = mood;
  const graded = sharp(photo)
    .resize(width, height, { fit: 'cover', position: 'attention' })
    .modulate(grade)
    .linear(1.08, -8);
  return tint ? graded.tint(tint) : graded;
}

function backdrop({ width, height }: PixelSize, choice: Buffer): Sharp {
  const hue = choice.readUInt16LE(4) % 360;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <defs><linearGradient id="b" x2="1" y2="1">
      <stop stop-color="hsl(${hue},55%,62%)"/>
      <stop offset="1" stop-color="hsl(${(hue + 70) % 360},60%,32%)"/>
    </linearGradient></defs><rect width="100%" height="100%" fill="url(#b)"/></svg>`;
  return sharp(Buffer.from(svg)).removeAlpha();
}

const encode = (picture: Sharp, format: PictureFormat) =>
  (format === 'png' ? picture.png() : picture[format]({ quality: 90 })).toBuffer();
