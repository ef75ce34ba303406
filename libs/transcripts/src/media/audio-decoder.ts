import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Ffmpeg, type FfmpegOutcome } from './ffmpeg';
import { INPUT_LIMITS } from './input-limits';
import type { Stretch } from './piece-plan';
import { silencesIn } from './silences';
import { isVoiceNote } from './voice-note';

/** Decoding runs hundreds of times faster than the sound: 20 hours of it take 5 minutes on a busy machine. */
const DECODE_TIMEOUT_MS = 10 * 60_000;
/** Encoding runs about 80 times faster: a piece of 20 minutes takes 15 s. */
const ENCODE_TIMEOUT_MS = 5 * 60_000;
/** Too much of the file was damaged. What was whole is there all the same. */
const DAMAGED = 69;

/** The file has no sound in it, or none that can be decoded. */
export const NOT_AUDIO = 'not-audio';

/** Bytes that a second of a listened recording takes on the disk: 16 bits, 16,000 times. */
export const SOUND_BYTES_A_SECOND = 32_000;
/** Bytes of a second of what is sent to be heard, at the most: 24 kbit/s, what varies, and the container. */
export const VOICE_BYTES_A_SECOND = 3_600;

/** A recording as it was decoded. */
export interface DecodedSound {
  /** Raw mono samples. */
  readonly path: string;
  readonly seconds: number;
  /** Where nobody speaks, in order. */
  readonly silences: Stretch[];
}

/** Sound as it was decoded; what a file claims about itself is not looked at. */
@Injectable()
export class AudioDecoder {
  constructor(private readonly ffmpeg: Ffmpeg) {}

  /**
   * Length in seconds of what can be decoded, down to a tenth: codecs pad by up to 50 ms, which nobody said and
   * nobody shall pay for. A file that breaks off is as long as it goes.
   */
  async measure(path: string, signal?: AbortSignal): Promise<number | typeof NOT_AUDIO> {
    const { exitCode, seconds } = await this.ffmpeg.run(
      [...soundOf(path), '-af', BY_SAMPLES, '-f', 'null', '-'],
      { timeoutMs: DECODE_TIMEOUT_MS, signal },
    );
    if (seconds === 0 && exitCode !== 0) return NOT_AUDIO;
    return Math.floor(seconds * 10 + 1e-6) / 10;
  }

  /** Decodes a recording once, into `folder`, and tells where nobody speaks. */
  async listen(path: string, folder: string, signal?: AbortSignal): Promise<DecodedSound> {
    const sound = join(folder, 'sound.raw');
    const outcome = await this.ffmpeg.run(
      [...soundOf(path), '-af', `${BY_SAMPLES},${SILENCES}`, ...MONO, '-f', 's16le', sound],
      { timeoutMs: DECODE_TIMEOUT_MS, signal, cwd: folder },
    );
    assertDone(outcome);
    const told = await readFile(join(folder, SILENCES_FILE), 'utf8');
    return { path: sound, seconds: outcome.seconds, silences: silencesIn(told, outcome.seconds) };
  }

  /** Writes a stretch of decoded sound as small OGG/Opus: speech that is understood as well as the original. */
  async cut(
    { path }: DecodedSound,
    { from, to }: Stretch,
    target: string,
    signal?: AbortSignal,
  ): Promise<void> {
    const stretch = ['-ss', from.toFixed(3), '-t', (to - from).toFixed(3)];
    assertDone(
      await this.ffmpeg.run(
        ['-f', 's16le', '-ar', '16000', '-ac', '1', ...stretch, '-i', path, ...VOICE, target],
        { timeoutMs: ENCODE_TIMEOUT_MS, signal },
      ),
    );
  }

  /** Writes a whole recording as such a file. One that is such already is only packed anew: encoding takes a core. */
  async convert(path: string, target: string, signal?: AbortSignal): Promise<void> {
    const limits = { timeoutMs: ENCODE_TIMEOUT_MS, signal };
    if (await isVoiceNote(path)) {
      const packed = await this.ffmpeg.run([...soundOf(path), ...PACKED, target], limits);
      if (packed.exitCode === 0) return;
    }
    assertDone(
      await this.ffmpeg.run([...soundOf(path), '-af', BY_SAMPLES, ...VOICE, target], limits),
    );
  }
}

/** A disk without room is a matter of the machine and says so as Node's own file errors do. */
function assertDone({ exitCode, seconds, complaint }: FfmpegOutcome): void {
  if (exitCode === 0 || (exitCode === DAMAGED && seconds > 0)) return;
  const error = new Error(`ffmpeg ended with ${exitCode}: ${complaint.slice(-300)}`);
  throw complaint.includes('No space left on device')
    ? Object.assign(error, { code: 'ENOSPC' })
    : error;
}

/** The first sound track. */
const soundOf = (path: string) => [
  ...INPUT_LIMITS,
  '-i',
  path,
  ...['-map', '0:a:0', '-vn', '-sn', '-dn', '-map_metadata', '-1'],
];

/** Time counted in decoded samples: gaps and leaps of the file's clock cost nothing. */
const BY_SAMPLES = 'asetpts=N/SR/TB';
const MONO = ['-ac', '1', '-ar', '16000'];
const VOICE = [
  ...MONO,
  ...['-c:a', 'libopus', '-b:a', '24k', '-application', 'voip', '-compression_level', '3'],
  ...['-f', 'ogg'],
];

const PACKED = ['-c:a', 'copy', '-f', 'ogg'];

const SILENCES_FILE = 'silences.txt';
/**
 * A pause between sentences is some tenths of a second; between words there is less. Quieter than -35 dB is a room in
 * which nobody speaks. Written beside the sound, since the last words of ffmpeg would not hold hours of it.
 */
const SILENCES = `silencedetect=noise=-35dB:duration=0.35,ametadata=mode=print:file=${SILENCES_FILE}`;
