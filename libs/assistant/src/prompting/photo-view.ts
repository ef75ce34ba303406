import { DomainError } from '@aisha/platform';

/** What came is no photo that can be looked at. */
export class NoPhoto extends DomainError {
  readonly code = 'assistant.no-photo';
  readonly retryable = false;
}

/** Pixels of the longer side: the model sees no more, and each costs. */
const SIDE = 1_024;
/** Photos come from people's cameras. */
const MAX_PIXELS = 100_000_000;

/**
 * A photo as the model is shown it, as a `data:` address: small, upright, and without what cameras write into it.
 * @throws {NoPhoto}
 */
export async function photoView(bytes: Buffer): Promise<string> {
  // Loaded at first use: the library is native, and most words are written without a photo.
  const { default: sharp } = await import('sharp');
  const jpeg = await sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'truncated' })
    .rotate()
    .resize({ width: SIDE, height: SIDE, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: 'white' })
    .jpeg({ quality: 85 })
    .toBuffer()
    .catch((cause: unknown) => {
      throw new NoPhoto('no photo that can be read', { cause });
    });
  return `data:image/jpeg;base64,${jpeg.toString('base64')}`;
}
