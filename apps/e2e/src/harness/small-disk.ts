import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** Room for scratch files by the measure of the worker's health check, and quickly filled. */
const SIZE_MB = 64;

/** A file system of its own that can be filled to the last byte. */
export class SmallDisk {
  private constructor(readonly folder: string) {}

  /** @returns undefined where this user may mount nothing */
  static async mount(): Promise<SmallDisk | undefined> {
    const folder = await mkdtemp(path.join(tmpdir(), 'aisha-small-disk-'));
    try {
      await run('mount', ['-t', 'tmpfs', '-o', `size=${SIZE_MB}m`, 'tmpfs', folder]);
      return new SmallDisk(folder);
    } catch {
      await rm(folder, { recursive: true, force: true });
      return undefined;
    }
  }

  async fill(): Promise<void> {
    await writeFile(this.filler, Buffer.alloc(SIZE_MB * 1024 * 1024)).catch(() => undefined); // to the brim
  }

  async free(): Promise<void> {
    await truncate(this.filler).catch(() => undefined);
  }

  /** What lies there besides the filling. */
  async entries(): Promise<string[]> {
    return (await readdir(this.folder)).filter((name) => name !== path.basename(this.filler));
  }

  async close(): Promise<void> {
    await run('umount', ['-l', this.folder]);
    await rm(this.folder, { recursive: true, force: true });
  }

  private get filler(): string {
    return path.join(this.folder, 'filler');
  }
}
