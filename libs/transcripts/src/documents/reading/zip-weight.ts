import { type Entry, fromBuffer, type ZipFile } from 'yauzl';

/**
 * Unpacks the entries of an archive without keeping anything, until there are more bytes than allowed.
 * @throws when there are, or when the archive is broken
 */
export async function assertLighterThan(
  limit: number,
  archive: Buffer,
  wanted: RegExp,
): Promise<void> {
  const zip = await opened(archive);
  let left = limit;
  for await (const entry of entries(zip)) {
    if (wanted.test(entry.fileName)) left -= await weigh(zip, entry, left);
  }
}

const opened = (archive: Buffer): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    fromBuffer(archive, { lazyEntries: true }, (error, zip) => {
      if (error) reject(error);
      else resolve(zip);
    });
  });

async function* entries(zip: ZipFile): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | undefined>((resolve, reject) => {
      zip
        .once('entry', resolve)
        .once('end', () => resolve(undefined))
        .once('error', reject);
      zip.readEntry();
    });
    zip.removeAllListeners();
    if (!entry) return;
    yield entry;
  }
}

function weigh(zip: ZipFile, entry: Entry, limit: number): Promise<number> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(error);
      let weight = 0;
      stream.on('data', (chunk: Buffer) => {
        weight += chunk.length;
        if (weight > limit) stream.destroy(new Error(`more than ${limit} bytes`));
      });
      stream.on('error', reject).on('end', () => resolve(weight));
    });
  });
}
