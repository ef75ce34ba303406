import { setTimeout as delay } from 'node:timers/promises';

/** Asks every 20 ms until `holds` says true; false when the time is over. */
export async function until(holds: () => Promise<boolean> | boolean, timeoutMs: number) {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    if (await holds()) return true;
    if (performance.now() > deadline) return false;
    await delay(20);
  }
}
