/** What the present bot answers to each command, learned from its first replies. */
const meaning = new Map();
/** How many replies a chat still has to get to updates of loads that did not wait for them any longer. */
const overdue = new Map();

export function forgetBot() {
  meaning.clear();
  overdue.clear();
}

/** Milliseconds of the epoch, with fractions. */
export const now = () => performance.timeOrigin + performance.now();

/** Which updates of a load were answered, when, and what else the bot said. */
export class ReplyLedger {
  firstReplyAt = 0;
  lastReplyAt = 0;
  #plan;
  #waiting = new Map();
  #latencies = [];
  #doubled = 0;
  #outOfOrder = 0;
  #strange = new Map();

  constructor(plan) {
    this.#plan = plan;
    this.open = plan.count;
  }

  expect(update) {
    const waiting = this.#waiting.get(update.chatId);
    if (waiting) waiting.push(update);
    else this.#waiting.set(update.chatId, [update]);
  }

  take(chatId, text) {
    const late = overdue.get(chatId);
    if (late) return void overdue.set(chatId, late - 1);
    this.lastReplyAt = now();
    this.firstReplyAt ||= this.lastReplyAt;
    const waiting = this.#waiting.get(chatId);
    if (!waiting?.length) return void this.#doubled++;
    const index = this.#indexOf(waiting, text);
    if (index > 0) this.#outOfOrder++;
    const [update] = waiting.splice(index, 1);
    this.#latencies.push(this.lastReplyAt - update.dueAt);
    this.open--;
  }

  /** Expects no reply any more to updates that were never given out. */
  withdrawAbove(givenId) {
    for (const waiting of this.#waiting.values()) {
      const given = waiting.filter(({ id }) => id <= givenId);
      this.open -= waiting.length - given.length;
      waiting.splice(0, waiting.length, ...given);
    }
  }

  close() {
    for (const [chatId, { length }] of this.#waiting) {
      if (length > 0) overdue.set(chatId, length + (overdue.get(chatId) ?? 0));
    }
  }

  outcome() {
    const sorted = this.#latencies.sort((a, b) => a - b);
    const at = (share) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null;
    return {
      offered: this.open + sorted.length,
      answered: sorted.length,
      doubled: this.#doubled,
      outOfOrder: this.#outOfOrder,
      strange: [...this.#strange],
      firstReplyAt: this.firstReplyAt,
      p50: at(0.5),
      p99: at(0.99),
      max: at(1),
    };
  }

  /** Which of a chat's unanswered updates this is the reply to. */
  #indexOf(waiting, text) {
    if (this.#plan.text === 'start') return 0;
    if (this.#plan.learn) meaning.set(text, waiting[0].command);
    const command = meaning.get(text);
    if (!command) this.#strange.set(text, (this.#strange.get(text) ?? 0) + 1);
    const found = waiting.findIndex((update) => update.command === command);
    return Math.max(0, found);
  }
}
