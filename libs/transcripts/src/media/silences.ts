import type { Stretch } from './piece-plan';

/** Shorter ones are breaths: a cut wants some room on both sides. */
const EDGE_SECONDS = 0.1;
const MARK = /^lavfi\.silence_(start|end)=(-?[\d.]+)/gm;

/** Silences by what ffmpeg's silencedetect says of them; one that lasts to the end of the sound has no end there. */
export function silencesIn(metadata: string, seconds: number): Stretch[] {
  const silences: Stretch[] = [];
  let from: number | undefined;
  for (const [, edge, moment] of metadata.matchAll(MARK)) {
    if (edge === 'start') from = Number(moment);
    else if (from !== undefined) {
      silences.push({ from, to: Number(moment) });
      from = undefined;
    }
  }
  if (from !== undefined) silences.push({ from, to: seconds });
  return silences
    .map((one) => ({ from: Math.max(0, one.from) + EDGE_SECONDS, to: one.to - EDGE_SECONDS }))
    .filter((one) => one.to >= one.from);
}
