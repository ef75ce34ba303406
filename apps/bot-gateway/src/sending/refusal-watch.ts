/** Different chats refused within this time are one flood, not several. */
const WINDOW_MS = 1_000;
const CHATS = 3;
/** At a thousand sends a second a few chats are refused for reasons of their own; they must not stop all others. */
const SHARE = 0.05;

/** Tells by Telegram's refusals (429) whether one chat gets too much, or the whole bot sends too much. */
export class RefusalWatch {
  private readonly refused = new Map<number, { at: number; until: number }>();
  private windowAt = -Infinity;
  private sentNow = 0;
  private sentBefore = 0;

  sent(now: number): void {
    this.turn(now);
    this.sentNow++;
  }

  /** @returns how long the whole bot must pause, in ms; 0: it is this chat's affair alone */
  note(chatId: number, waitMs: number, now: number): number {
    this.turn(now);
    this.refused.delete(chatId);
    this.refused.set(chatId, { at: now, until: now + waitMs });
    for (const [other, { at }] of this.refused) {
      if (now - at >= WINDOW_MS) this.refused.delete(other);
    }
    const sentLately = Math.max(this.sentNow, this.sentBefore);
    if (this.refused.size < Math.max(CHATS, SHARE * sentLately)) return 0;
    return Math.max(...[...this.refused.values()].map(({ until }) => until)) - now;
  }

  private turn(now: number): void {
    const age = now - this.windowAt;
    if (age < WINDOW_MS) return;
    this.sentBefore = age < 2 * WINDOW_MS ? this.sentNow : 0;
    this.sentNow = 0;
    this.windowAt = now;
  }
}
