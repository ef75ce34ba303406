import { setTimeout as delay } from 'node:timers/promises';
import { messagesOf } from './messages.mjs';
import { forgetBot, now, ReplyLedger } from './reply-ledger.mjs';

/** A reply that comes again comes right after the first, if at all. */
const SETTLE_MS = 250;

/**
 * Updates on a schedule that the bot cannot slow down, and what came of them. The latency of a reply counts from
 * the moment when its update was due.
 */
export class Load {
  #plan;
  #queue;
  #updates;
  #ledger;
  #finished = Promise.withResolvers();
  #withdrawal;
  #begunAt = 0;

  /**
   * plan: `count`; `rate` a second, or all at once; `people` who take turns; `text`: `start` or `talk`;
   * `withdrawAfterMs`: a backlog's rest is withdrawn then; `patienceMs` for the last replies;
   * `learn`: the replies tell what this bot answers to each command
   */
  constructor(plan, queue) {
    if (plan.learn) forgetBot();
    this.#plan = plan;
    this.#queue = queue;
    this.#updates = messagesOf(plan);
    this.#ledger = new ReplyLedger(plan);
  }

  async play() {
    const { count, rate, withdrawAfterMs = 0, patienceMs } = this.#plan;
    const end = setTimeout(
      this.#finished.resolve,
      patienceMs + (rate ? (count / rate) * 1000 : withdrawAfterMs),
    );
    this.#begunAt = now();
    await (rate ? this.#release(1000 / rate) : this.#releaseAll(withdrawAfterMs));
    await this.#finished.promise;
    clearTimeout(end);
    clearTimeout(this.#withdrawal);
    await delay(SETTLE_MS);
    this.#ledger.close();
  }

  reply(chatId, text) {
    this.#ledger.take(chatId, text);
    this.#finishIfDone();
  }

  outcome() {
    const seconds = (this.#ledger.lastReplyAt - this.#begunAt) / 1000;
    return { ...this.#ledger.outcome(), seconds };
  }

  #releaseAll(withdrawAfterMs) {
    this.#offer(this.#updates, () => this.#begunAt);
    if (withdrawAfterMs) this.#withdrawal = setTimeout(() => this.#withdraw(), withdrawAfterMs);
  }

  async #release(everyMs) {
    const dueAt = (index) => this.#begunAt + index * everyMs;
    for (let first = 0; first < this.#updates.length;) {
      await delay(Math.max(0, dueAt(first) - now()));
      const due = Math.floor((now() - this.#begunAt) / everyMs) + 1;
      const from = first;
      first = Math.min(this.#updates.length, Math.max(first, due));
      this.#offer(this.#updates.slice(from, first), (index) => dueAt(from + index));
    }
  }

  #offer(updates, dueAt) {
    for (const [index, update] of updates.entries()) {
      update.dueAt = dueAt(index);
      this.#ledger.expect(update);
    }
    this.#queue.add(updates);
  }

  #withdraw() {
    this.#queue.withdrawUnseen();
    this.#ledger.withdrawAbove(this.#queue.given);
    this.#finishIfDone();
  }

  #finishIfDone() {
    if (this.#ledger.open === 0) this.#finished.resolve();
  }
}
