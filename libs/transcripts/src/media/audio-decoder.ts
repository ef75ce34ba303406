import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Ffmpeg } from './ffmpeg';
import { INPUT_LIMITS } from './input-limits';

/** Decoding runs hundreds of times faster than the sound: 20 hours of it take 5 minutes on a busy machine. */
const MEASURE_TIMEOUT_MS = 5 * 60_000;
/** Encoding runs about 80 times faster: 20 hours. */
const SPLIT_TIMEOUT_MS = 15 * 60_000;
/** OpenAI's models take at most 25 minutes of sound in one file (and 25 MB, which 20 minutes of this are far from). */
const PART_SECONDS = 20 * 60;

/** The file has no sound in it, or none that can be decoded. */
export const NOT_AUDIO = 'not-audio';

/** Sound as it was decoded; what a file claims about itself is not looked at. */
@Injectable()
export class AudioDecoder {
  constructor(private readonly ffmpeg: Ffmpeg) {}

  /**
   * Length in seconds of what can be decoded, down to a tenth: codecs pad by up to 50 ms, which nobody said and
   * nobody shall pay for. A file that breaks off is as long as it goes.
   */
  async measure(path: string, signal?: AbortSignal): Promise<number | typeof NOT_AUDIO> {
    const { exitCode, seconds } = await this.ffmpeg.run([...soundOf(path), '-f', 'null', '-'], {
      timeoutMs: MEASURE_TIMEOUT_MS,
      signal,
    });
    if (seconds === 0 && exitCode !== 0) return NOT_AUDIO;
    return Math.floor(seconds * 10 + 1e-6) / 10;
  }

  /** Small mono OGG/Opus files in order, each of 20 minutes at most, written into `folder`. */
  async split(path: string, folder: string, signal?: AbortSignal): Promise<string[]> {
    const parts = join(folder, 'part-%04d.ogg');
    const { exitCode, complaint } = await this.ffmpeg.run([...soundOf(path), ...VOICE, parts], {
      timeoutMs: SPLIT_TIMEOUT_MS,
      signal,
    });
    const names = (await readdir(folder)).filter((name) => name.startsWith('part-')).sort();
    // 69: too much of the file was damaged. What was whole is there all the same.
    if (names.length === 0 || (exitCode !== 0 && exitCode !== 69))
      throw failure(exitCode, complaint);
    return names.map((name) => join(folder, name));
  }
}

/** A disk without room is a matter of the machine and says so as Node's own file errors do. */
function failure(exitCode: number, complaint: string): Error {
  const error = new Error(`ffmpeg ended with ${exitCode}: ${complaint.slice(-300)}`);
  return complaint.includes('No space left on device')
    ? Object.assign(error, { code: 'ENOSPC' })
    : error;
}

/** The first sound track, its time counted in decoded samples: gaps and leaps of the file's clock cost nothing. */
const soundOf = (path: string) => [
  ...INPUT_LIMITS,
  '-i',
  path,
  ...['-map', '0:a:0', '-vn', '-sn', '-dn', '-map_metadata', '-1'],
  ...['-af', 'asetpts=N/SR/TB'],
];

/** Speech that a listener understands as well as the original. */
const VOICE = [
  ...['-ac', '1', '-ar', '16000'],
  ...['-c:a', 'libopus', '-b:a', '24k', '-application', 'voip', '-compression_level', '3'],
  ...['-f', 'segment', '-segment_format', 'ogg'],
  ...['-segment_time', String(PART_SECONDS), '-reset_timestamps', '1'],
];
