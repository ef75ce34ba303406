/**
 * The loudness of a recording in `bars` steps, each 0 to 1, the loudest 1.
 * @param {ArrayLike<number>} samples
 * @param {number} bars
 * @returns {number[]}
 */
export function loudness(samples, bars) {
  const size = Math.max(1, Math.floor(samples.length / bars));
  const peaks = Array.from({ length: bars }, (_, bar) => peakOf(samples, bar * size, size));
  const highest = Math.max(...peaks);
  return highest === 0 ? peaks : peaks.map((peak) => peak / highest);
}

/**
 * @param {ArrayLike<number>} samples
 * @param {number} start
 * @param {number} size
 */
function peakOf(samples, start, size) {
  let peak = 0;
  for (let at = start; at < start + size && at < samples.length; at += 8) {
    peak = Math.max(peak, Math.abs(samples[at] ?? 0));
  }
  return peak;
}

/**
 * Decodes a file of this site; undefined when the browser cannot.
 * @param {string} url
 * @param {number} bars
 */
export async function waveformOf(url, bars) {
  try {
    const file = await (await fetch(url)).arrayBuffer();
    const audio = await new OfflineAudioContext(1, 1, 16_000).decodeAudioData(file);
    return loudness(audio.getChannelData(0), bars);
  } catch {
    return undefined;
  }
}
