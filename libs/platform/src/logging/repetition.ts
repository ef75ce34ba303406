/** The second of the same lines waits this long, each further one twice as long as the last. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
/** Lines that are told apart; beyond it those of old troubles are forgotten. */
const LINES_KNOWN = 500;

interface Known {
  /** When it was heard last, written or not. */
  heardAt: number;
  writeAt: number;
  waitMs: number;
  heldBack: number;
}

/**
 * What goes on for minutes, such as a server that is away, is said at once and then at growing distances, not with
 * each of thousands of tries. A line that was not heard for a minute is news again.
 */
export class Repetition {
  private readonly known = new Map<string, Known>();

  /** @returns whether to write this line, and how many like it were not written since the last one */
  hear(line: string, now = performance.now()): { write: boolean; heldBack: number } {
    const known = this.known.get(line);
    if (!known || now - known.heardAt > LONGEST_WAIT_MS) {
      this.forgetOld(now);
      const [writeAt, waitMs] = [now + FIRST_WAIT_MS, FIRST_WAIT_MS];
      this.known.set(line, { heardAt: now, writeAt, waitMs, heldBack: 0 });
      return { write: true, heldBack: known?.heldBack ?? 0 };
    }
    known.heardAt = now;
    if (now < known.writeAt) return { write: false, heldBack: ++known.heldBack };
    const { heldBack } = known;
    known.waitMs = Math.min(known.waitMs * 2, LONGEST_WAIT_MS);
    Object.assign(known, { writeAt: now + known.waitMs, heldBack: 0 });
    return { write: true, heldBack };
  }

  private forgetOld(now: number): void {
    if (this.known.size < LINES_KNOWN) return;
    for (const [line, { heardAt }] of this.known) {
      if (now - heardAt > LONGEST_WAIT_MS) this.known.delete(line);
    }
    if (this.known.size >= LINES_KNOWN) this.known.clear();
  }
}
