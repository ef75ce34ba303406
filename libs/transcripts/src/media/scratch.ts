import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, stat, statfs, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { CONFIG } from '@aisha/platform';
import type { MediaConfig } from './media.env';
import { folderPrefix, isLeftBehind, PREFIX, type FolderOwner } from './scratch-owner';

/** Work that goes on says so this often; three signs that are missing mean that nobody works any more. */
const SIGN_OF_LIFE_MS = 5 * 60_000;
const LEFTOVER_MS = 3 * SIGN_OF_LIFE_MS;
/** The largest file that Telegram's own servers hand to a bot, 20 MB, and what is made of it. */
const ROOM_BYTES = 25_000_000;

/** Folders for the files of one piece of work, gone when it ends, however it ends. */
@Injectable()
export class Scratch implements OnApplicationBootstrap {
  private readonly logger = new Logger(Scratch.name);
  private readonly owner: FolderOwner = {
    host: hostname(),
    pid: process.pid,
    life: randomBytes(4).toString('hex'),
  };

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
    const folder = await mkdtemp(join(this.config.TEMP_DIR, folderPrefix(this.owner)));
    const timer = setInterval(() => void giveSign(folder), SIGN_OF_LIFE_MS).unref();
    try {
      return await work(folder);
    } finally {
      clearInterval(timer);
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** @throws with `code` ENOSPC when so many bytes would not fit, as a write would */
  async assertRoom(bytes = ROOM_BYTES): Promise<void> {
    const { TEMP_DIR } = this.config;
    await mkdir(TEMP_DIR, { recursive: true });
    const { bavail, bsize } = await statfs(TEMP_DIR);
    const free = bavail * bsize;
    if (free >= bytes) return;
    const inMb = (count: number) => Math.floor(count / 1_000_000);
    const error = new Error(`${inMb(free)} MB free in ${TEMP_DIR}, ${inMb(bytes)} MB are wanted`);
    throw Object.assign(error, { code: 'ENOSPC' });
  }

  private async removeLeftovers(): Promise<number> {
    await mkdir(this.config.TEMP_DIR, { recursive: true });
    const names = await readdir(this.config.TEMP_DIR);
    const ours = names.filter((name) => name.startsWith(PREFIX));
    const removed = await Promise.all(ours.map((name) => this.removeIfLeft(name)));
    return removed.filter(Boolean).length;
  }

  private async removeIfLeft(name: string): Promise<boolean> {
    const folder = join(this.config.TEMP_DIR, name);
    const age = Date.now() - ((await stat(folder).catch(() => undefined))?.mtimeMs ?? Infinity);
    if (!isLeftBehind(name, this.owner) && age < LEFTOVER_MS) return false;
    await rm(folder, { recursive: true, force: true });
    return true;
  }
}

/** A disk that takes no sign of life takes no work either, which says so itself. */
const giveSign = (folder: string) => utimes(folder, new Date(), new Date()).catch(() => undefined);
