import { sampleRate } from './pcm';

/** Steps of an envelope a second. */
export const stepsPerSecond = 100;

const bytesPerSample = 2;
const stepSamples = sampleRate / stepsPerSecond;
// Windows of 50 ms, so that it matters little where within a step a recording begins.
const halfWindow = 2;
// What codecs make of silence is quieter than this share of full scale, -60 dB, squared.
const noiseEnergy = 33 ** 2;

/** The course of a sound's loudness in decibels, one level for each 10 ms; quieter than noise does not count. */
export function envelopeOf(pcm: Buffer): Float32Array {
  const steps = Math.floor(pcm.length / (stepSamples * bytesPerSample));
  const energies = Float64Array.from({ length: steps }, (_, step) => energyOf(pcm, step));
  return Float32Array.from({ length: steps }, (_, step) => {
    const window = energies.subarray(Math.max(0, step - halfWindow), step + halfWindow + 1);
    const mean = window.reduce((sum, energy) => sum + energy, 0) / window.length;
    return 10 * Math.log10(mean + noiseEnergy);
  });
}

function energyOf(pcm: Buffer, step: number): number {
  const from = step * stepSamples * bytesPerSample;
  const to = from + stepSamples * bytesPerSample;
  let sum = 0;
  for (let at = from; at < to; at += bytesPerSample) sum += pcm.readInt16LE(at) ** 2;
  return sum / stepSamples;
}

// A voice is this much louder than noise even where it is quiet.
const voiceDecibels = 10 * Math.log10(noiseEnergy) + 8;

/** Whether something sounds there. */
export const isVoiced = (level: number | undefined): boolean => (level ?? 0) > voiceDecibels;

/** Correlation of two stretches of the same length, -1 to 1; 0 where either is even. How loud they are does not matter. */
export function alike(
  a: Float32Array,
  aFrom: number,
  b: Float32Array,
  bFrom: number,
  length: number,
): number {
  let [sumA, sumB, sumAA, sumBB, sumAB] = [0, 0, 0, 0, 0];
  for (let step = 0; step < length; step++) {
    const x = a[aFrom + step] ?? 0;
    const y = b[bFrom + step] ?? 0;
    sumA += x;
    sumB += y;
    sumAA += x * x;
    sumBB += y * y;
    sumAB += x * y;
  }
  const spread = (sumAA - (sumA * sumA) / length) * (sumBB - (sumB * sumB) / length);
  return spread > 1 ? (sumAB - (sumA * sumB) / length) / Math.sqrt(spread) : 0;
}
