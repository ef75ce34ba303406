/** @import {ChatMessage} from '../../../../telegram/person-api.types' */

/**
 * What a person sent and the sandbox has not confirmed yet.
 * @typedef {object} Outgoing
 * @property {string} key
 * @property {string} label the text, or the names of the files
 * @property {'waiting' | 'failed' | 'landed'} state landed: its message is already in the chat
 * @property {() => Promise<ChatMessage[]>} deliver
 */

/** Sends one after another, so that messages arrive in the order in which they were written. */
export class Outbox {
  /** @type {Outgoing[]} */
  #items = [];
  #counter = 0;
  /** @type {Outgoing | undefined} */
  #inFlight;
  #changed;
  #confirmed;

  /**
   * @param {() => void} changed
   * @param {(message: ChatMessage) => void} confirmed
   */
  constructor(changed, confirmed) {
    this.#changed = changed;
    this.#confirmed = confirmed;
  }

  get visible() {
    return this.#items.filter(({ state }) => state !== 'landed');
  }

  /**
   * @param {string} label
   * @param {() => Promise<ChatMessage[]>} deliver
   */
  add(label, deliver) {
    const key = `outgoing-${(this.#counter += 1)}`;
    this.#items.push({ key, label, deliver, state: 'waiting' });
    this.#changed();
    void this.#run();
  }

  /** The event stream was faster than the answer to our request: the bubble of the message takes over. */
  land() {
    if (this.#inFlight) this.#inFlight.state = 'landed';
  }

  /** @param {string} key */
  retry(key) {
    const item = this.#items.find((candidate) => candidate.key === key);
    if (item) item.state = 'waiting';
    this.#changed();
    void this.#run();
  }

  /** @param {string} key */
  discard(key) {
    this.#items = this.#items.filter((item) => item.key !== key);
    this.#changed();
  }

  async #run() {
    if (this.#inFlight) return;
    while ((this.#inFlight = this.#next())) await this.#deliver(this.#inFlight);
  }

  #next() {
    return this.#items.find(({ state }) => state === 'waiting');
  }

  /** @param {Outgoing} item */
  async #deliver(item) {
    try {
      const messages = await item.deliver();
      this.discard(item.key);
      messages.forEach((message) => this.#confirmed(message));
    } catch {
      item.state = 'failed';
      this.#changed();
    }
  }
}
