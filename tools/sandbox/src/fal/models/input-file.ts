import sharp from 'sharp';
import { fieldError } from './model.errors';

// A training archive of twenty photos of 20 MB each, with room to spare.
const maxBytes = 500 * 1024 * 1024;
const timeoutMs = 60_000;

/** Fetches a file that an input names; any http(s) or data address, like FAL. */
export async function fetchInput(url: string, field: string, signal: AbortSignal): Promise<Buffer> {
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    const response = await fetch(url, { signal: limit });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    if (Number(response.headers.get('content-length')) > maxBytes) throw new Error('too large');
    return Buffer.from(await response.arrayBuffer());
  } catch (error) {
    signal.throwIfAborted();
    const reason = error instanceof Error ? error.message : String(error);
    throw fieldError(field, 'file_download_error', `Failed to download the file: ${reason}`);
  }
}

/** How a picture that comes as an input is to be taken in. */
export interface PictureIntake {
  readonly field: string;
  readonly msg?: string;
  /** Pixels of the longer side of what is kept. */
  readonly maxSide: number;
}

/** Decodes a picture, upright and no larger than is needed. */
export async function loadPicture(bytes: Buffer, intake: PictureIntake): Promise<Buffer> {
  const { field, maxSide, msg = 'The image could not be loaded.' } = intake;
  const size = {
    width: maxSide,
    height: maxSide,
    fit: 'inside',
    withoutEnlargement: true,
  } as const;
  const small = sharp(bytes).rotate().resize(size).jpeg({ quality: 90 });
  return small.toBuffer().catch(() => {
    throw fieldError(field, 'image_load_error', msg);
  });
}

/** Fetches a picture that an input names. */
export const fetchPicture = async (url: string, intake: PictureIntake, signal: AbortSignal) =>
  loadPicture(await fetchInput(url, intake.field, signal), intake);
