import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** A file as it is served. */
export interface StoredFile {
  readonly bytes: Buffer;
  readonly contentType: string;
}

/** Where a new file will be found. */
export interface FilePlace {
  readonly id: string;
  readonly name: string;
  /** Path below the stand-in's address. */
  readonly path: string;
}

/** The files of the stand-in's CDN: uploads and results, kept in a folder. */
export class StoredFiles {
  constructor(private readonly dir: string) {}

  /** A place for a file that is still to come. */
  reserve(fileName: string): FilePlace {
    const id = randomUUID().replaceAll('-', '');
    const name = fileName.replace(/[^\w.-]+/g, '_').slice(-80) || 'file';
    return { id, name, path: `/files/${id}/${name}` };
  }

  async save({ id }: Pick<FilePlace, 'id'>, bytes: Buffer, contentType: string): Promise<void> {
    await mkdir(this.dir, { recursive: true });
    await writeFile(this.fileOf(id), bytes);
    await writeFile(`${this.fileOf(id)}.json`, JSON.stringify({ contentType }));
  }

  async read(id: string): Promise<StoredFile | undefined> {
    if (!/^[0-9a-f]{32}$/.test(id)) return undefined;
    try {
      const about = JSON.parse(await readFile(`${this.fileOf(id)}.json`, 'utf8')) as StoredFile;
      return { bytes: await readFile(this.fileOf(id)), contentType: about.contentType };
    } catch {
      return undefined;
    }
  }

  async remove(id: string): Promise<void> {
    await rm(this.fileOf(id), { force: true });
    await rm(`${this.fileOf(id)}.json`, { force: true });
  }

  private fileOf(id: string): string {
    return path.join(this.dir, id);
  }
}
