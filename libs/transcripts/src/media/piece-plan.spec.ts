import fc from 'fast-check';
import { isOnePiece, type PieceLimits, planPieces, type Stretch } from './piece-plan';

const EPSILON = 1e-6;

const limits = fc
  .record({
    targetSeconds: fc.double({ min: 10, max: 600, noNaN: true }),
    spare: fc.double({ min: 1, max: 4, noNaN: true }),
    share: fc.double({ min: 0, max: 0.2, noNaN: true }),
  })
  .map(({ targetSeconds, spare, share }): PieceLimits => {
    return {
      targetSeconds,
      maxSeconds: targetSeconds * spare,
      overlapSeconds: targetSeconds * share,
    };
  });
const silences = fc
  .array(
    fc.record({
      gap: fc.double({ min: 0.5, max: 900, noNaN: true }),
      length: fc.double({ min: 0.3, max: 60, noNaN: true }),
    }),
    { maxLength: 60 },
  )
  .map((parts) => {
    let at = 0;
    return parts.map(({ gap, length }): Stretch => {
      const from = at + gap;
      at = from + length;
      return { from, to: at };
    });
  });
const seconds = fc.double({ min: 0.1, max: 20_000, noNaN: true });

describe('planPieces', () => {
  it('should cover the whole recording in order, within the limits', () => {
    fc.assert(
      fc.property(seconds, silences, limits, (length, quiet, bounds) => {
        const pieces = planPieces(length, quiet, bounds);
        expect(pieces[0]!.from).toBe(0);
        expect(pieces.at(-1)!.to).toBe(length);
        pieces.forEach(({ from, to }, index) => {
          expect(to).toBeGreaterThan(from);
          expect(to - from).toBeLessThanOrEqual(bounds.maxSeconds + EPSILON);
          const before = pieces[index - 1];
          if (!before) return;
          expect(from).toBeLessThanOrEqual(before.to);
          expect(from).toBeGreaterThan(before.from);
          expect(before.to - from).toBeLessThanOrEqual(bounds.overlapSeconds + EPSILON);
        });
      }),
    );
  });

  it('should cut without an overlap in a silence, and with one elsewhere', () => {
    fc.assert(
      fc.property(seconds, silences, limits, (length, quiet, bounds) => {
        const pieces = planPieces(length, quiet, bounds);
        pieces.slice(1).forEach(({ from }, index) => {
          const { from: begun, to } = pieces[index]!;
          const isQuiet = (moment: number) =>
            quiet.some((one) => one.from <= moment && moment <= one.to);
          if (isQuiet(to)) expect(from).toBe(to);
          else expect(from).toBeCloseTo(to - bounds.overlapSeconds, 6);
          // A silence that is wholly in reach is never passed over for a cut through words.
          const reach = {
            from: begun + bounds.targetSeconds / 2,
            to: Math.min(begun + bounds.maxSeconds, length - bounds.targetSeconds / 4),
          };
          const inReach = quiet.some((one) => one.from >= reach.from && one.to <= reach.to);
          if (inReach) expect(isQuiet(to)).toBe(true);
        });
      }),
    );
  });

  it('should leave whole what is a little longer than a piece', () => {
    const bounds = { targetSeconds: 300, maxSeconds: 1_200, overlapSeconds: 4 };
    expect(planPieces(450, [], bounds)).toEqual([{ from: 0, to: 450 }]);
    expect(isOnePiece(451, bounds)).toBe(false);
    expect(planPieces(600, [{ from: 290, to: 292 }], bounds)).toEqual([
      { from: 0, to: 291 },
      { from: 291, to: 600 },
    ]);
    expect(planPieces(600, [], bounds)).toEqual([
      { from: 0, to: 300 },
      { from: 296, to: 600 },
    ]);
  });
});
