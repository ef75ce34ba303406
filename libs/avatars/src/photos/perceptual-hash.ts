import { loadSharp } from '../load-sharp';

/** Bits in which photos that look alike may differ: copies in another size, quality or light differ in 0 to 5. */
const ALIKE = 5;

/** 64 bits in hex (dHash): whether each of 8 x 8 fields is lighter than the next one. Alike for photos that look alike. */
export async function perceptualHash(jpeg: Buffer): Promise<string> {
  const sharp = await loadSharp();
  const light = await sharp(jpeg).greyscale().resize(9, 8, { fit: 'fill' }).raw().toBuffer();
  let bits = '';
  for (let at = 0; at < light.length; at += 1) {
    if (at % 9 < 8) bits += light[at]! > light[at + 1]! ? '1' : '0';
  }
  return BigInt(`0b${bits}`).toString(16).padStart(16, '0');
}

/** Whether photos with these hashes look alike. */
export function looksAlike(one: string, other: string): boolean {
  const different = BigInt(`0x${one}`) ^ BigInt(`0x${other}`);
  return different.toString(2).replaceAll('0', '').length <= ALIKE;
}
