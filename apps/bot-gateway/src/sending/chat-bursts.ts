import { ForgetfulMap } from '../limits/forgetful-map';

/** Telegram: about one message a second to a chat; short bursts pass (its FAQ for bots, "Hitting limits"). */
const INTERVAL_MS = 1_000;

/**
 * Smooths what goes to one chat: a burst at once, then one a second. In this process only, because a chat is
 * claimed by one sender at a time. All times are of a clock that only goes forward.
 */
export class ChatBursts {
  /** By chat: when it would have got all that it was sent, had it been one a second. */
  private readonly paidUntil: ForgetfulMap<number, number>;
  private readonly refusedUntil = new Map<number, number>();

  /** @param burst messages at once; 0: never smoothed */
  constructor(private readonly burst: number) {
    // A chat that has been quiet for a whole burst's time is as good as new.
    this.paidUntil = new ForgetfulMap(Math.max(burst, 1) * INTERVAL_MS);
  }

  /** Chats that are remembered. */
  get size(): number {
    return this.paidUntil.size + this.refusedUntil.size;
  }

  /** How long Telegram's last refusal holds this chat. */
  refusal(chatId: number, now: number): number {
    if (this.refusedUntil.size === 0) return 0;
    const until = this.refusedUntil.get(chatId);
    if (until === undefined) return 0;
    if (until > now) return until - now;
    this.refusedUntil.delete(chatId);
    return 0;
  }

  /** How long the chat must wait for its next message. */
  wait(chatId: number, now: number): number {
    const ahead = (this.paidUntil.get(chatId, now) ?? now) - now;
    return this.burst === 0 ? 0 : Math.max(ahead - (this.burst - 1) * INTERVAL_MS, 0);
  }

  take(chatId: number, now: number): void {
    if (this.burst === 0) return;
    const from = Math.max(this.paidUntil.get(chatId, now) ?? 0, now);
    this.paidUntil.set(chatId, from + INTERVAL_MS, now);
  }

  /** Telegram refused: nothing goes to this chat until then. */
  refuse(chatId: number, waitMs: number, now: number): void {
    for (const [other, until] of this.refusedUntil) {
      if (until <= now) this.refusedUntil.delete(other);
    }
    this.refusedUntil.set(chatId, Math.max(this.refusedUntil.get(chatId) ?? 0, now + waitMs));
  }
}
