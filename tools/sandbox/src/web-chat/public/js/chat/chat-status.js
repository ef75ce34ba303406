/** @import {Words} from '../page/words.js' */

/** A chat action lives five seconds in Telegram, unless it is repeated. */
const ACTION_MS = 5000;

/** The line under the bot's name: connecting, typing, or just "bot". */
export class ChatStatus {
  #line;
  #online = false;
  /** @type {string | undefined} */
  #action;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {Words} */
  #words;

  /**
   * @param {HTMLElement} line
   * @param {Words} words
   */
  constructor(line, words) {
    this.#line = line;
    this.#words = words;
  }

  /** @param {Words} words */
  reset(words) {
    this.#words = words;
    this.#online = false;
    this.clearAction();
  }

  /** @param {boolean} online */
  connected(online) {
    this.#online = online;
    this.#show();
  }

  /** @param {string} action a Bot API chat action, such as `upload_photo` */
  acted(action) {
    this.clearAction();
    this.#action = action;
    this.#timer = setTimeout(() => this.clearAction(), ACTION_MS);
    this.#show();
  }

  clearAction() {
    clearTimeout(this.#timer);
    this.#action = undefined;
    this.#show();
  }

  #show() {
    const action = this.#action && actionWord(this.#action, this.#words);
    this.#line.textContent = this.#online ? (action ?? this.#words.bot) : this.#words.connecting;
    this.#line.classList.toggle('active', this.#online && Boolean(action));
  }
}

/**
 * @param {string} action
 * @param {Words} words
 */
function actionWord(action, { actions }) {
  const known = Object.entries(actions).find(([name]) => name === action)?.[1];
  if (known) return known;
  if (action.startsWith('record')) return actions.record;
  return action.startsWith('upload') ? actions.upload : actions.typing;
}
