import { z } from 'zod';

/** Width and height in pixels. */
export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

const presets = {
  square_hd: { width: 1024, height: 1024 },
  square: { width: 512, height: 512 },
  portrait_4_3: { width: 768, height: 1024 },
  portrait_16_9: { width: 576, height: 1024 },
  landscape_4_3: { width: 1024, height: 768 },
  landscape_16_9: { width: 1024, height: 576 },
} as const satisfies Record<string, PixelSize>;

const names = Object.keys(presets) as (keyof typeof presets)[];

/** `image_size` of FAL's image models, a name or exact pixels, with sides from `min` to `max`. */
export function imageSizeWithin(min: number, max: number) {
  const side = z.number().int().min(min).max(max);
  return z.union([z.enum(names), z.object({ width: side, height: side })]);
}

export const imageSize = imageSizeWithin(64, 4096);

export const pixelsOf = (size: z.infer<typeof imageSize>): PixelSize =>
  typeof size === 'string' ? presets[size] : size;
