import { access, chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eventually } from '@aisha/testing';
import { ffmpeg } from './long-recording';

/** What a worker does with ffmpeg, told by what only this work is called with. */
const WORK = { measuring: '-f null', listening: 'silencedetect', cutting: '-f s16le -ar' } as const;
export type FfmpegWork = keyof typeof WORK;

/** Who waits longer was forgotten by a test that failed. */
const HELD_SECONDS = 120;

/** An ffmpeg that stops before a kind of work for as long as a test wants it to. */
export class HeldFfmpeg {
  private constructor(private readonly folder: string) {}

  static async create(): Promise<HeldFfmpeg> {
    const held = new HeldFfmpeg(await mkdtemp(path.join(tmpdir(), 'aisha-held-')));
    await writeFile(held.program, scriptIn(held.folder));
    await chmod(held.program, 0o755);
    return held;
  }

  /** For FFMPEG_PATH. */
  get program(): string {
    return this.at('ffmpeg');
  }

  /** The next work of this kind waits. */
  hold(work: FfmpegWork): Promise<void> {
    return writeFile(this.at(`${work}.hold`), '');
  }

  /** Until work of this kind waits. */
  async waits(work: FfmpegWork): Promise<void> {
    await eventually(() => access(this.at(`${work}.waits`)), { timeoutMs: 90_000 });
  }

  /** What waits is called off, and what comes goes on. */
  async release(work: FfmpegWork): Promise<void> {
    await rm(this.at(`${work}.hold`), { force: true });
  }

  close(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }

  private at(name: string): string {
    return path.join(this.folder, name);
  }
}

/** Held work ends with its hold: whoever called it has been killed by then. */
const scriptIn = (folder: string) => `#!/bin/sh
for work in ${Object.keys(WORK).join(' ')}; do
  case "$work:$*" in
    ${Object.entries(WORK)
      .map(([work, words]) => `${work}:*"${words}"*) ;;`)
      .join('\n    ')}
    *) continue ;;
  esac
  [ -e "${folder}/$work.hold" ] || continue
  : > "${folder}/$work.waits"
  tenths=0
  while [ -e "${folder}/$work.hold" ] && [ $tenths -lt ${HELD_SECONDS * 10} ]; do
    sleep 0.1
    tenths=$((tenths + 1))
  done
  exit 1
done
exec "${ffmpeg}" "$@"
`;
