/** Updates that the bot has not confirmed, oldest first, as JSON made ahead of time. */
export class UpdateQueue {
  items = [];
  #head = 0;
  /** The highest update id that was handed to the bot. */
  given = 0;
  onArrival = [];

  add(updates) {
    for (const update of updates) this.items.push(update);
    for (const notify of this.onArrival) notify();
  }

  /** The oldest updates, which stay until they are confirmed. */
  peek(limit) {
    return this.items.slice(this.#head, this.#head + limit);
  }

  /** Takes the oldest one out. */
  shift() {
    const update = this.items[this.#head++];
    this.given = Math.max(this.given, update.id);
    if (this.isEmpty) this.clear();
    return update;
  }

  get size() {
    return this.items.length - this.#head;
  }

  get isEmpty() {
    return this.#head >= this.items.length;
  }

  confirmBelow(offset) {
    while (!this.isEmpty && this.items[this.#head].id < offset) this.#head++;
    if (this.isEmpty) this.clear();
  }

  /** Takes back what the bot has not seen yet. */
  withdrawUnseen() {
    this.items = this.items.slice(this.#head).filter(({ id }) => id <= this.given);
    this.#head = 0;
  }

  clear() {
    this.items = [];
    this.#head = 0;
  }
}
