import { sampleRate } from './pcm';

/** How loud a sound is in its course: one level in decibels for each 5 ms, taken over 50 ms. */
export interface Loudness {
  readonly seconds: number;
  readonly levels: readonly number[];
}

// Opus at 16 kHz moves the sound by 5 ms, which would cost up to 0.02 of likeness if steps were as long as windows.
const stepSamples = sampleRate / 200;
const windowSteps = 10;
// Other codecs put up to 50 ms of silence before the sound.
const maxShift = 20;
const bytesPerSample = 2;
// What is that much quieter than the loudest place is noise that each codec makes anew.
const audibleDecibels = 40;
const silence = 1e-3;

export function loudnessOf(pcm: Buffer): Loudness {
  const levels = windowLevels(stepEnergies(pcm));
  const floor = levels.reduce((a, b) => Math.max(a, b), -Infinity) - audibleDecibels;
  const seconds = pcm.length / bytesPerSample / sampleRate;
  return { seconds, levels: levels.map((level) => Math.max(level, floor)) };
}

/** Correlation of two sounds where they fit best, -1 to 1; 0 for silence. However loud either is does not matter. */
export function likeness(a: Loudness, b: Loudness): number {
  let best = -1;
  for (let shift = -maxShift; shift <= maxShift; shift++) {
    best = Math.max(best, correlation(a.levels, b.levels, shift));
  }
  return best;
}

function stepEnergies(pcm: Buffer): number[] {
  const stepBytes = stepSamples * bytesPerSample;
  const steps = Math.floor(pcm.length / stepBytes);
  return Array.from({ length: steps }, (_, step) => energyOf(pcm, step * stepBytes, stepBytes));
}

function energyOf(pcm: Buffer, from: number, length: number): number {
  let sum = 0;
  for (let at = from; at < from + length; at += bytesPerSample) sum += pcm.readInt16LE(at) ** 2;
  return sum;
}

function windowLevels(energies: readonly number[]): number[] {
  const windows = Math.max(0, energies.length - windowSteps + 1);
  return Array.from({ length: windows }, (_, first) => {
    let sum = silence;
    for (let step = first; step < first + windowSteps; step++) sum += energies[step] ?? 0;
    return 10 * Math.log10(sum);
  });
}

function correlation(a: readonly number[], b: readonly number[], shift: number): number {
  const x = a.slice(Math.max(0, shift));
  const y = b.slice(Math.max(0, -shift));
  const length = Math.max(1, Math.min(x.length, y.length));
  const [dx, dy] = [deviations(x, length), deviations(y, length)];
  const spread = Math.sqrt(dot(dx, dx) * dot(dy, dy));
  return spread > 1e-6 ? dot(dx, dy) / spread : 0;
}

function deviations(levels: readonly number[], length: number): number[] {
  const used = levels.slice(0, length);
  const mean = used.reduce((sum, level) => sum + level, 0) / length;
  return used.map((level) => level - mean);
}

const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
