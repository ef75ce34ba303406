import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { likeness, loudnessOf, type Loudness } from './sound/loudness';
import { decode } from './sound/pcm';

interface Sample {
  readonly text: string;
  readonly sha256: string;
  /** Undefined when it cannot be decoded. */
  readonly loudness: Loudness | undefined;
}

const isRecording = /\.(ogg|mp3|m4a|mp4)$/i;
// Codecs pad or cut up to 0.1 s.
const lengthTolerance = 0.25;
// Measured with the samples of this sandbox. Converted (Opus of 8 to 32 kbit/s, narrowed to 16 kHz or not, MP3, AAC,
// WebM, twice in a row, 12 dB quieter) they are 0.996 and more like themselves; other speech of the same length, cut
// from the longer samples at every 0.2 s, is up to 0.44 like them, a tone that fades in and out up to 0.45, noise and
// plain or trembling tones up to 0.17, silence 0.
const sameSound = 0.97;

/**
 * What known samples say: NAME.txt beside NAME.ogg, .mp3, .m4a or .mp4. A sample is known by its bytes, or by its
 * sound, which outlives a conversion; without ffmpeg by its bytes only.
 */
export class VoiceTexts {
  private constructor(private readonly samples: readonly Sample[]) {}

  /** Reads the samples and listens to each once. */
  static async load(dir: string | undefined): Promise<VoiceTexts> {
    const names = dir ? await readdir(dir) : [];
    const told = names.filter((name) => isRecording.test(name) && names.includes(textOf(name)));
    return new VoiceTexts(await Promise.all(told.map((name) => readSample(dir ?? '', name))));
  }

  /** The text of a known sample. */
  async find(recording: Buffer): Promise<string | undefined> {
    const hash = sha256(recording);
    const same = this.samples.find((sample) => sample.sha256 === hash);
    return (same ?? (await this.findBySound(recording)))?.text;
  }

  private async findBySound(recording: Buffer): Promise<Sample | undefined> {
    const longest = Math.max(0, ...this.samples.map(({ loudness }) => loudness?.seconds ?? 0));
    if (longest === 0) return undefined;
    // A little more shows that a recording goes on where the longest sample ends.
    const heard = await listen(recording, longest + 2 * lengthTolerance);
    return heard && this.samples.find(({ loudness }) => loudness && isSame(loudness, heard));
  }
}

async function readSample(dir: string, name: string): Promise<Sample> {
  const recording = await readFile(path.join(dir, name));
  const text = (await readFile(path.join(dir, textOf(name)), 'utf8')).trim();
  return { text, sha256: sha256(recording), loudness: await listen(recording) };
}

async function listen(recording: Buffer, maxSeconds = 3600): Promise<Loudness | undefined> {
  const pcm = await decode(recording, maxSeconds);
  return pcm && loudnessOf(pcm);
}

const isSame = (known: Loudness, heard: Loudness) =>
  Math.abs(known.seconds - heard.seconds) <= lengthTolerance && likeness(known, heard) >= sameSound;

const textOf = (recording: string) => `${path.parse(recording).name}.txt`;

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
