import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

/** A photo of a data set: opened when its turn comes, so that one is in memory at a time. */
export type PhotoSource = () => Promise<Readable>;

/** The photos as a zip, stored as they are: JPEGs do not get any smaller. */
export function zipOf(photos: PhotoSource[]): Readable {
  const zip = new ZipFile();
  const out = zip.outputStream as Readable;
  zip.on('error', (error: Error) => out.destroy(error));
  photos.forEach((open, index) => {
    const name = `photo-${String(index + 1).padStart(2, '0')}.jpg`;
    zip.addReadStreamLazy(name, { compress: false }, (use) => {
      open().then(
        (photo) =>
          use(
            null,
            photo.on('error', (error) => out.destroy(error)),
          ),
        (error: Error) => out.destroy(error),
      );
    });
  });
  zip.end();
  return out;
}
