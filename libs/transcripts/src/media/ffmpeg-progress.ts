/** ffmpeg's own names: `out_time_ms` is in microseconds too, and all that old versions write. */
const OUT_TIME = /^out_time_(?:us|ms)=(\d+)$/gm;

/**
 * Seconds of output that ffmpeg had made, by the text that it wrote to `-progress`; 0 when it made none. It writes
 * a block again and again, the last one counts.
 */
export function secondsDone(progress: string): number {
  const microseconds = [...progress.matchAll(OUT_TIME)].at(-1)?.[1];
  return Number(microseconds ?? 0) / 1_000_000;
}
