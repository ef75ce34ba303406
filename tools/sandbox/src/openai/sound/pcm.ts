import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findFfmpeg } from '../../ffmpeg-program';

/** Samples a second of what `decode` returns. */
export const sampleRate = 8000;

const timeoutMs = 60_000;
const asPcm = ['-vn', '-ac', '1', '-ar', String(sampleRate), '-f', 's16le', 'pipe:1'];

/**
 * The sound of a recording or film as mono signed 16-bit PCM, little-endian, at most `maxSeconds` of it; undefined
 * when there is no sound in it, or no ffmpeg.
 */
export async function decode(recording: Buffer, maxSeconds: number): Promise<Buffer | undefined> {
  const folder = await mkdtemp(path.join(tmpdir(), 'openai-sound-'));
  try {
    // ffmpeg has to seek: the index of an MP4 may be at its end.
    const input = path.join(folder, 'input');
    await writeFile(input, recording);
    return await run(['-v', 'error', '-i', input, '-t', maxSeconds.toFixed(3), ...asPcm]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function run(args: string[]): Promise<Buffer | undefined> {
  const program = await findFfmpeg();
  const options = { encoding: 'buffer', timeout: timeoutMs, maxBuffer: Infinity } as const;
  return new Promise((resolve) => {
    execFile(program, args, options, (error, output) => resolve(error ? undefined : output));
  });
}
