import { loadSharp } from '../load-sharp';
import { Unusable } from '../work/work-failures';

/** A picture that opens, as a JPEG without metadata. @throws {Unusable} when the bytes are no picture */
export async function jpegOf(bytes: Buffer): Promise<Buffer> {
  const sharp = await loadSharp();
  return sharp(bytes, { limitInputPixels: 50_000_000, failOn: 'truncated' })
    .jpeg({ quality: 95 })
    .toBuffer()
    .catch((cause: unknown) => {
      throw new Unusable('FAL gave no picture', { cause });
    });
}
