const longLifeMs = 60_000;

/** Pause before a program is started again: 1, 2, 4 ... 30 s; 1 s for one that had run well for a minute. */
export function restartDelayMs(deaths: number, livedMs: number): number {
  if (livedMs > longLifeMs) return 1_000;
  return Math.min(1_000 * 2 ** Math.max(deaths - 1, 0), 30_000);
}
