import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Where files grow until they are whole. They are then renamed into place, so that whoever dies
 * in between leaves either the old file or the new one. It must lie on the disk of its targets.
 */
export class ScratchFolder {
  private constructor(private readonly folder: string) {}

  /** Empties the folder of what an earlier process left. */
  static async open(folder: string): Promise<ScratchFolder> {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    return new ScratchFolder(folder);
  }

  /** Gives a path for a new file; what is still there after the work is removed. */
  async use<Result>(work: (file: string) => Promise<Result>): Promise<Result> {
    const file = path.join(this.folder, randomUUID());
    try {
      return await work(file);
    } finally {
      await rm(file, { force: true });
    }
  }

  async writeJson(target: string, value: unknown): Promise<void> {
    await this.use(async (file) => {
      await writeFile(file, JSON.stringify(value));
      await moveInto(file, target);
    });
  }
}

/** Renames, making the target's folder if needed. */
export async function moveInto(file: string, target: string): Promise<void> {
  await mkdir(path.dirname(target), { recursive: true });
  await rename(file, target);
}
