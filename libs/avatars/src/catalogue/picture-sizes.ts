import type { AspectRatio } from '@aisha/contracts';

/** Pixels, about one megapixel, which is what FLUX was trained at; both sides multiples of 32. */
export const PICTURE_SIZES: Readonly<Record<AspectRatio, { width: number; height: number }>> = {
  '1:1': { width: 1024, height: 1024 },
  '3:4': { width: 864, height: 1152 },
  '4:3': { width: 1152, height: 864 },
  '9:16': { width: 736, height: 1312 },
  '16:9': { width: 1312, height: 736 },
};
