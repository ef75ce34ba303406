import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { type Entry, fromBuffer, type Options, type ZipFile } from 'yauzl';

const open = promisify<Buffer, Options, ZipFile>(fromBuffer);

export interface ZipEntry {
  name: string;
  /** 0: stored as it is. */
  method: number;
  bytes: Buffer;
}

/** What a zip holds, read by another library than the one that writes it. */
export async function zipEntries(zip: Buffer): Promise<ZipEntry[]> {
  const file = await open(zip, { lazyEntries: true });
  const entries: ZipEntry[] = [];
  await new Promise((resolve, reject) => {
    file.on('end', resolve).on('error', reject);
    file.on('entry', (entry: Entry) => {
      bytesOf(file, entry).then((bytes) => {
        entries.push({ name: entry.fileName, method: entry.compressionMethod, bytes });
        file.readEntry();
      }, reject);
    });
    file.readEntry();
  });
  return entries;
}

const bytesOf = (file: ZipFile, entry: Entry) =>
  new Promise<Buffer>((resolve, reject) => {
    file.openReadStream(entry, (error, stream) => {
      if (error) reject(error);
      else buffer(stream).then(resolve, reject);
    });
  });
