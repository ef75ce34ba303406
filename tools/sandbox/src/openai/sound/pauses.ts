import { isVoiced, stepsPerSecond } from './envelope';

/** A rest within speech, in steps of the envelope. */
export interface Pause {
  readonly from: number;
  readonly to: number;
}

// Speakers rest that long between phrases, and seldom within one.
const pauseSteps = 0.12 * stepsPerSecond;

/** The rests between the first sound and the last. */
export function pausesIn(envelope: Float32Array): Pause[] {
  const pauses: Pause[] = [];
  let quiet = 0;
  envelope.forEach((level, step) => {
    if (!isVoiced(level)) return quiet++;
    if (quiet >= pauseSteps && quiet < step) pauses.push({ from: step - quiet, to: step });
    quiet = 0;
  });
  return pauses;
}

/**
 * Which pauses end the phrases of a text, all but the last: those with which each phrase sounds about as long as its
 * share of the letters. Undefined when there are too few.
 * @param voicedTo how many steps sound before a step
 * @param weights letters of each phrase
 */
export function phraseEnds(
  pauses: readonly Pause[],
  weights: readonly number[],
  voicedTo: (step: number) => number,
): Pause[] | undefined {
  const end = { from: Infinity, to: Infinity };
  const places = [{ from: 0, to: 0 }, ...pauses, end];
  const perLetter = voicedTo(Infinity) / weights.reduce((sum, one) => sum + one, 0);
  // best[place]: the least cost of the phrases so far if the last of them ends there, and where it began.
  let best = new Map([[0, { cost: 0, ends: [] as Pause[] }]]);
  weights.forEach((weight, index) => {
    const isLast = index === weights.length - 1;
    const next = new Map<number, { cost: number; ends: Pause[] }>();
    places.forEach((place, at) => {
      if (isLast !== (place === end)) return;
      for (const [began, { cost, ends }] of best) {
        if (began >= at) continue;
        const sounds = voicedTo(place.from) - voicedTo(places[began]?.to ?? 0);
        const total = cost + (sounds - weight * perLetter) ** 2 / (weight * perLetter);
        if (total < (next.get(at)?.cost ?? Infinity))
          next.set(at, { cost: total, ends: [...ends, place] });
      }
    });
    best = next;
  });
  return best.get(places.length - 1)?.ends.slice(0, -1);
}
