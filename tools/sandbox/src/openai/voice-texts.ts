import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { likeness, loudnessOf, type Loudness } from './sound/loudness';
import { envelopeOf, isVoiced } from './sound/envelope';
import { recognise, type KnownRecording, type RecognisedWord } from './sound/known-speech';
import { decode, sampleRate } from './sound/pcm';
import { timedWords } from './sound/timed-words';
import { segmentsOf, type SpokenSegment } from './spoken-segments';

/** What a recording says; without segments where no times are known. */
export interface KnownSpeech {
  readonly text: string;
  readonly segments: readonly SpokenSegment[];
}

/** In silence nobody says anything. */
const NOTHING: KnownSpeech = { text: '', segments: [] };

interface Sample extends KnownRecording {
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
const bytesPerSample = 2;
// More than any model takes in one file.
const maxSeconds = 7200;

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

  /** What known samples say that sound in a recording, whole or in parts; undefined when something else does. */
  async find(recording: Buffer): Promise<KnownSpeech | undefined> {
    const hash = sha256(recording);
    const same = this.samples.find((sample) => sample.sha256 === hash);
    if (same) return this.all(same);
    if (this.samples.every(({ loudness }) => loudness === undefined)) return undefined;
    const pcm = await decode(recording, maxSeconds);
    return pcm && this.findBySound(pcm);
  }

  private findBySound(pcm: Buffer): KnownSpeech | undefined {
    const whole = this.wholeSample(pcm);
    if (whole) return this.all(whole);
    const envelope = envelopeOf(pcm);
    if (!envelope.some(isVoiced)) return NOTHING;
    const words = recognise(envelope, this.samples);
    if (words.length === 0) return undefined;
    const text = words.map((word) => word.text).join(' ');
    return { text, segments: segmentsOf(words.map((word) => this.said(word))) };
  }

  private wholeSample(pcm: Buffer): Sample | undefined {
    const seconds = pcm.length / bytesPerSample / sampleRate;
    const long = this.samples.filter(
      ({ loudness }) => loudness && Math.abs(loudness.seconds - seconds) <= lengthTolerance,
    );
    if (long.length === 0) return undefined;
    const heard = loudnessOf(pcm);
    return long.find(({ loudness }) => loudness && likeness(loudness, heard) >= sameSound);
  }

  private all(sample: Sample): KnownSpeech {
    if (!sample.loudness) return { text: sample.text, segments: [] };
    const words = sample.words.map((word) => this.said({ ...word, recording: sample }));
    return { text: sample.text, segments: segmentsOf(words) };
  }

  /** Each sample is a speaker of its own. */
  private said({ recording, ...word }: RecognisedWord) {
    return { ...word, speaker: this.samples.findIndex((sample) => sample === recording) };
  }
}

async function readSample(dir: string, name: string): Promise<Sample> {
  const recording = await readFile(path.join(dir, name));
  const text = (await readFile(path.join(dir, textOf(name)), 'utf8')).trim();
  const pcm = await decode(recording, maxSeconds);
  const envelope = envelopeOf(pcm ?? Buffer.alloc(0));
  const words = timedWords(text, envelope);
  return { text, sha256: sha256(recording), loudness: pcm && loudnessOf(pcm), envelope, words };
}

const textOf = (recording: string) => `${path.parse(recording).name}.txt`;

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
