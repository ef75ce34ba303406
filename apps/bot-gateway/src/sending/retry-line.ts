/** Nobody is told to come later than this: by then the line may have moved faster than was thought. */
const LONGEST_MS = 30_000;

/**
 * Spreads those who found no room: each is told to come back one slot after the one before, as if they stood in
 * a line. Ten thousand messages that all came back at once would ask ten thousand times for thirty places.
 */
export class RetryLine {
  private endsAt = 0;

  constructor(private readonly slotMs: number) {}

  /** @returns milliseconds until this one's turn */
  join(fullForMs: number, now: number): number {
    const turn = Math.max(this.endsAt, now + fullForMs);
    if (turn - now > LONGEST_MS) return LONGEST_MS * (0.5 + Math.random() / 2);
    this.endsAt = turn + this.slotMs;
    return turn - now;
  }
}
