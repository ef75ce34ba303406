/** @import {Draft} from './chat-session.js' */

/** Telegram forgets a draft after this long. */
const DRAFT_MS = 30_000;

/** The text that the bot is still writing; each new one takes the place of the one before. */
export class DraftSlot {
  /** @type {Draft | undefined} */
  draft;
  #changed;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {() => void} changed */
  constructor(changed) {
    this.#changed = changed;
  }

  /** @param {Draft} draft */
  put(draft) {
    clearTimeout(this.#timer);
    this.draft = draft;
    this.#timer = setTimeout(() => this.clear(), DRAFT_MS);
    this.#changed();
  }

  clear() {
    clearTimeout(this.#timer);
    if (!this.draft) return;
    this.draft = undefined;
    this.#changed();
  }
}
