import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { withDeadline } from '@aisha/platform';
import { ZipFile } from 'yazl';
import type { Storage } from './storage.client';
import type { StoredObject } from './storage.types';

/** Headers of an entry, in front of it and in the directory, with its name twice: 200 bytes are ample. */
const ENTRY_BYTES = 200;
/** A file of a person has 20 MB at most; a storage that takes longer has stopped to answer. */
const FILE_MS = 60_000;
/** The rest of a volume, after its last file. */
const CLOSE_MS = 120_000;

/** A zip file on its way to the storage, one file at a time: what is in memory is what is on the way. */
export class ZipVolume {
  private readonly zip = new ZipFile();
  private readonly stored: Promise<void>;
  private bytes = ENTRY_BYTES;

  constructor(
    storage: Storage,
    readonly key: string,
  ) {
    const out = this.zip.outputStream as Readable;
    this.zip.on('error', (error: Error) => out.destroy(error));
    this.stored = storage.put(key, out, { contentType: 'application/zip' });
    this.stored.catch(() => undefined); // whoever adds or closes gets it
  }

  /** Whether a file of this size would leave the volume within the limit. */
  hasRoom(size: number, limit: number): boolean {
    return this.bytes + size + ENTRY_BYTES <= limit;
  }

  /** Adds a stored file as it is: pictures and recordings do not get any smaller. */
  async add(name: string, { body, size }: StoredObject, madeAt: Date): Promise<void> {
    this.bytes += size + ENTRY_BYTES;
    this.zip.addReadStream(body, name, { compress: false, mtime: madeAt });
    const added = Promise.race([finished(body), this.stored]);
    try {
      await withDeadline(added, FILE_MS, `a file took more than ${FILE_MS} ms`);
    } catch (error) {
      body.destroy();
      throw error;
    }
  }

  /** Adds a text. */
  addText(name: string, text: Buffer, madeAt: Date): void {
    this.bytes += text.length + ENTRY_BYTES;
    this.zip.addBuffer(text, name, { mtime: madeAt });
  }

  /** @throws what the storage says @returns when the volume lies there */
  async close(): Promise<void> {
    this.zip.end();
    await withDeadline(this.stored, CLOSE_MS, `a volume took more than ${CLOSE_MS} ms`);
  }

  /** Leaves nothing behind. */
  abandon(): void {
    (this.zip.outputStream as Readable).destroy(new Error('the volume was abandoned'));
  }
}
