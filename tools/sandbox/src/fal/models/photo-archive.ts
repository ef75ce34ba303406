import { on } from 'node:events';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { fieldError } from './model.errors';

const isPicture = /\.(jpe?g|png|webp)$/i;
// What Mac and Windows leave in archives.
const isLitter = /(^|\/)(__MACOSX\/|\.|Thumbs\.db)/;
const maxPhotos = 1000;
const maxPhotoBytes = 60 * 1024 * 1024;

/** The pictures of a training archive, at least `minimum`; captions and other files are left alone. */
export async function readPhotos(
  archive: Buffer,
  field: string,
  minimum: number,
): Promise<Buffer[]> {
  const photos = await unzip(archive).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw fieldError(field, 'invalid_archive', `Could not read the archive: ${reason}`);
  });
  if (photos.length < minimum) {
    const msg = `The archive has ${photos.length} images, at least ${minimum} are needed.`;
    throw fieldError(field, 'archive_file_count_below_minimum', msg);
  }
  if (photos.length > maxPhotos) {
    const msg = `The archive has more than ${maxPhotos} images.`;
    throw fieldError(field, 'archive_file_count_exceeds_maximum', msg);
  }
  return photos;
}

async function unzip(archive: Buffer): Promise<Buffer[]> {
  const zip = await openZip(archive);
  const entries = on(zip, 'entry', { close: ['end'] }) as AsyncIterable<[Entry]>;
  const photos: Buffer[] = [];
  zip.readEntry();
  for await (const [entry] of entries) {
    const isPhoto = isPicture.test(entry.fileName) && !isLitter.test(entry.fileName);
    if (isPhoto) photos.push(await readEntry(zip, entry));
    zip.readEntry();
  }
  return photos;
}

function openZip(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) =>
      error ? reject(error) : resolve(zip),
    );
  });
}

async function readEntry(zip: ZipFile, entry: Entry): Promise<Buffer> {
  if (entry.uncompressedSize > maxPhotoBytes) throw new Error(`${entry.fileName} is too large`);
  const stream = await new Promise<Readable>((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened)));
  });
  return buffer(stream);
}
