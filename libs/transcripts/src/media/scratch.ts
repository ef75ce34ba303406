import { mkdir, mkdtemp, readdir, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { CONFIG } from '@aisha/platform';
import type { MediaConfig } from './media.env';

const PREFIX = 'aisha-audio-';
/** No work on one recording is let run this long: who left this folder behind is gone. */
const LEFTOVER_MS = 60 * 60_000;
/** The largest file that a bot may download, 20 MB, and its parts. */
const ROOM_BYTES = 25_000_000;

/** Folders for the files of one piece of work, gone when it ends, however it ends. */
@Injectable()
export class Scratch implements OnApplicationBootstrap {
  private readonly logger = new Logger(Scratch.name);

  constructor(@Inject(CONFIG) private readonly config: MediaConfig) {}

  /** Removes what a killed process left behind. */
  async onApplicationBootstrap(): Promise<void> {
    const removed = await this.removeLeftovers().catch((error: unknown) => {
      this.logger.warn({ msg: 'leftovers not removed', error });
      return 0;
    });
    if (removed > 0) this.logger.log({ msg: 'leftovers removed', folders: removed });
  }

  async use<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
    await mkdir(this.config.TEMP_DIR, { recursive: true });
    const folder = await mkdtemp(join(this.config.TEMP_DIR, PREFIX));
    try {
      return await work(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** @throws when the largest of files would not fit */
  async assertRoom(): Promise<void> {
    const { TEMP_DIR } = this.config;
    await mkdir(TEMP_DIR, { recursive: true });
    const { bavail, bsize } = await statfs(TEMP_DIR);
    const free = bavail * bsize;
    if (free < ROOM_BYTES)
      throw new Error(`${Math.floor(free / 1_000_000)} MB free in ${TEMP_DIR}`);
  }

  private async removeLeftovers(): Promise<number> {
    await mkdir(this.config.TEMP_DIR, { recursive: true });
    const names = await readdir(this.config.TEMP_DIR);
    const ours = names.filter((name) => name.startsWith(PREFIX));
    const removed = await Promise.all(
      ours.map((name) => removeIfOld(join(this.config.TEMP_DIR, name))),
    );
    return removed.filter(Boolean).length;
  }
}

async function removeIfOld(folder: string): Promise<boolean> {
  const age = Date.now() - ((await stat(folder).catch(() => undefined))?.mtimeMs ?? Infinity);
  if (age < LEFTOVER_MS) return false;
  await rm(folder, { recursive: true, force: true });
  return true;
}
