/** A stretch of a recording, in seconds from its start. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** How long pieces are, in seconds. */
export interface PieceLimits {
  /** What a piece is meant to have, at most `maxSeconds`. */
  readonly targetSeconds: number;
  /** What no piece may exceed. */
  readonly maxSeconds: number;
  /** What two pieces share where nobody falls silent in reach of a cut; below a quarter of the target. */
  readonly overlapSeconds: number;
}

/** No piece is shorter than this share of the target, but the last: a cut is worth its call. */
const SHORTEST = 0.5;
/** What is left for the last piece at least. */
const LAST = 0.25;
/** Up to here a rest stays whole. */
const WHOLE = 1.5;

/** Whether a recording of this length is heard in one piece. */
export const isOnePiece = (seconds: number, { targetSeconds, maxSeconds }: PieceLimits): boolean =>
  seconds <= Math.min(maxSeconds, WHOLE * targetSeconds);

/**
 * Cuts a recording where nobody speaks, into pieces of about the target. Where nobody falls silent in reach, the next
 * piece begins a little before the last one ends, so that each word is whole in one of them.
 */
export function planPieces(
  seconds: number,
  silences: readonly Stretch[],
  limits: PieceLimits,
): Stretch[] {
  const pieces: Stretch[] = [];
  let from = 0;
  while (!isOnePiece(seconds - from, limits)) {
    const reach = reachOf(from, seconds, limits);
    const ideal = from + (seconds - from) / Math.ceil((seconds - from) / limits.targetSeconds);
    const silent = quietest(silences, reach, ideal);
    const to = silent ?? clamp(ideal, reach);
    pieces.push({ from, to });
    from = silent === undefined ? to - limits.overlapSeconds : to;
  }
  return [...pieces, { from, to: seconds }];
}

function reachOf(from: number, seconds: number, { targetSeconds, maxSeconds }: PieceLimits) {
  return {
    from: from + SHORTEST * targetSeconds,
    to: Math.min(from + maxSeconds, seconds - LAST * targetSeconds),
  };
}

/** The moment of silence that is nearest to the wanted one; words begin and end at the edges of a silence. */
function quietest(silences: readonly Stretch[], reach: Stretch, ideal: number): number | undefined {
  const moments = silences
    .map(({ from, to }) => clamp((from + to) / 2, reach, { from, to }))
    .filter((moment) => moment !== undefined);
  return moments.reduce<number | undefined>(
    (best, moment) =>
      best === undefined || Math.abs(moment - ideal) < Math.abs(best - ideal) ? moment : best,
    undefined,
  );
}

function clamp(moment: number, within: Stretch): number;
function clamp(moment: number, reach: Stretch, within: Stretch): number | undefined;
function clamp(moment: number, reach: Stretch, within = reach): number | undefined {
  const [low, high] = [Math.max(reach.from, within.from), Math.min(reach.to, within.to)];
  return low > high ? undefined : Math.min(high, Math.max(low, moment));
}
