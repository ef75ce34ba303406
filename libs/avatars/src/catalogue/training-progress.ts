// A bar of tqdm, as trainers print it: "Training:  40%|####      | 400/1000 [02:10<03:15, 3.07it/s]".
const BAR = /\d{1,3}%\|[^|\n]*\|\s*(\d{1,7})\/(\d{1,7})/g;
// "step 400/1000", "Steps: 400 of 1000".
const STEP = /\bsteps?\b[:\s]*(\d{1,7})\s*(?:\/|of)\s*(\d{1,7})/gi;

/**
 * How far a training is, from the lines that FAL logs. Other bars (downloads, captions) count to other numbers
 * than `steps` and say nothing of it. It never falls, also when FAL begins anew after a fault of its own.
 * @returns whole percent, 0 to 100; none while no line tells
 */
export function trainingProgress(logs: readonly string[], steps: number): { percent?: number } {
  const done = logs
    .flatMap((line) => [...line.matchAll(BAR), ...line.matchAll(STEP)])
    .filter(([, at, of]) => Number(of) === steps && steps > 0 && Number(at) <= steps)
    .map(([, at]) => Number(at));
  if (done.length === 0) return {};
  // Not by spread: a long log has more lines than a call takes arguments.
  const farthest = done.reduce((most, at) => Math.max(most, at));
  return { percent: Math.floor((100 * farthest) / steps) };
}
