import { on } from 'node:events';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { fieldError } from './model.errors';

const isPicture = /\.(jpe?g|png|webp)$/i;
// What Mac and Windows leave in archives.
const isLitter = /(^|\/)(__MACOSX\/|\.|Thumbs\.db)/;
const maxPhotos = 1000;
const maxPhotoBytes = 60 * 1024 * 1024;

/** What a trainer finds in its archive. */
export interface PhotoArchive {
  readonly photos: Buffer[];
  /** How many of them have no text file of the same name beside them. */
  readonly withoutCaption: number;
}

/** The pictures of a training archive, at least `minimum`; other files are left alone. */
export async function readPhotos(
  archive: Buffer,
  field: string,
  minimum: number,
): Promise<PhotoArchive> {
  const { photos, withoutCaption } = await unzip(archive).catch((error: unknown) => {
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
  return { photos, withoutCaption };
}

async function unzip(archive: Buffer): Promise<PhotoArchive> {
  const zip = await openZip(archive);
  const entries = on(zip, 'entry', { close: ['end'] }) as AsyncIterable<[Entry]>;
  const photos = new Map<string, Buffer>();
  const captions = new Set<string>();
  zip.readEntry();
  for await (const [entry] of entries) {
    const { name, dir, ext } = path.parse(entry.fileName);
    const stem = path.join(dir, name);
    const isPhoto = isPicture.test(entry.fileName) && !isLitter.test(entry.fileName);
    if (isPhoto) photos.set(entry.fileName, await readEntry(zip, entry));
    if (ext === '.txt') captions.add(stem);
    zip.readEntry();
  }
  const isBare = (photo: string) => !captions.has(photo.replace(/\.\w+$/, ''));
  const withoutCaption = [...photos.keys()].filter(isBare).length;
  return { photos: [...photos.values()], withoutCaption };
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
