import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '@aisha/platform';
import { secondsDone } from './ffmpeg-progress';
import { findFfmpeg } from './ffmpeg-program';
import type { MediaConfig } from './media.env';

/** Enough for the last block of progress, or the last complaints about a file that is all noise. */
const TAIL_CHARACTERS = 4_000;

export interface FfmpegLimits {
  timeoutMs: number;
  signal?: AbortSignal;
  /** Where relative names lead. */
  cwd?: string;
}

/** How a run ended. A file that cannot be read is an outcome, not an error. */
export interface FfmpegOutcome {
  readonly exitCode: number;
  /** Of the output that was made. */
  readonly seconds: number;
  /** The last that ffmpeg had to say. */
  readonly complaint: string;
}

/** ffmpeg was ended before it was done: it took too long, or the system took it away. */
export class FfmpegStopped extends Error {
  constructor(signal: string) {
    super(`ffmpeg was ended by ${signal}`);
    this.name = 'FfmpegStopped';
  }
}

/** Runs ffmpeg: no shell, no questions, a time limit. */
@Injectable()
export class Ffmpeg {
  private found?: Promise<string>;

  constructor(@Inject(CONFIG) private readonly config: MediaConfig) {}

  /** The program that is used. @throws {FfmpegMissing} */
  program(): Promise<string> {
    this.found ??= findFfmpeg(this.config.FFMPEG_PATH).catch((error: unknown) => {
      this.found = undefined; // it may be installed later
      throw error;
    });
    return this.found;
  }

  /** @throws {FfmpegMissing} @throws {FfmpegStopped} @throws the signal's reason */
  async run(
    args: readonly string[],
    { timeoutMs, signal, cwd }: FfmpegLimits,
  ): Promise<FfmpegOutcome> {
    const program = await this.program();
    signal?.throwIfAborted();
    const child = spawn(program, [...QUIET, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
      signal,
      cwd,
    });
    return ended(child, signal);
  }
}

const QUIET = ['-nostdin', '-hide_banner', '-loglevel', 'error', '-progress', 'pipe:1', '-y'];

type Child = ChildProcessByStdio<null, Readable, Readable>;

async function ended(child: Child, signal?: AbortSignal): Promise<FfmpegOutcome> {
  const [progress, complaint] = [tailOf(child.stdout), tailOf(child.stderr)];
  let end: unknown[];
  try {
    end = await once(child, 'close');
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
  const [exitCode, killedBy] = end as [number | null, string | null];
  signal?.throwIfAborted();
  if (exitCode === null) throw new FfmpegStopped(killedBy ?? 'an unknown signal');
  return { exitCode, seconds: secondsDone(progress()), complaint: complaint().trim() };
}

function tailOf(stream: Readable): () => string {
  let tail = '';
  stream.setEncoding('utf8').on('data', (text: string) => {
    tail = (tail + text).slice(-TAIL_CHARACTERS);
  });
  return () => tail;
}
