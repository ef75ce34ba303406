const MAX_LIMIT = 100;
const MAX_TIMEOUT_S = 50;

const conflict = (reason) => ({ error: 409, description: `Conflict: ${reason}` });

/** getUpdates as Telegram does it: an offset confirms, a poll waits, a newer poll ends the one that waits. */
export class LongPolling {
  #queue;
  #waiting;

  constructor(queue) {
    this.#queue = queue;
    queue.onArrival.push(() => this.#serve());
  }

  /** @param answer is called once, with `{ json }` or `{ error, description }` */
  poll({ offset = 0, limit = MAX_LIMIT, timeout = 0 }, answer) {
    this.makeWay(
      'terminated by other getUpdates request; make sure that only one bot instance is running',
    );
    this.#queue.confirmBelow(Number(offset));
    const most = Math.min(MAX_LIMIT, Math.max(1, Number(limit)));
    const seconds = Math.min(MAX_TIMEOUT_S, Number(timeout));
    const timer = setTimeout(() => this.#give(most, answer), seconds * 1000);
    this.#waiting = { most, answer, timer };
    this.#serve();
    return () => this.#leave(answer);
  }

  makeWay(reason) {
    this.#end()?.answer(conflict(reason));
  }

  reset() {
    this.#end()?.answer({ json: '[]' });
  }

  #end() {
    const waiting = this.#waiting;
    clearTimeout(waiting?.timer);
    this.#waiting = undefined;
    return waiting;
  }

  #leave(answer) {
    if (this.#waiting?.answer === answer) this.#end();
  }

  #serve() {
    if (!this.#waiting || this.#queue.isEmpty) return;
    const { most, answer } = this.#waiting;
    this.#give(most, answer);
  }

  #give(most, answer) {
    this.#end();
    const updates = this.#queue.peek(most);
    if (updates.length > 0) this.#queue.given = Math.max(this.#queue.given, updates.at(-1).id);
    answer({ json: `[${updates.map(({ json }) => json).join(',')}]` });
  }
}
