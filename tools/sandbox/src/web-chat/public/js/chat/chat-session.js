/** @import {ChatMessage, MessagesPage, TextEntity} from '../../../../telegram/person-api.types' */
/** @import {PersonApi} from '../api/person-api.js' */
import { openEventStream } from '../api/event-stream.js';
import { ApiError } from '../api/person-api.js';
import { ChatStore } from './chat-store.js';

const RETRY_MS = 1000;

/**
 * @typedef {{draftId: number, text: string, entities?: TextEntity[]}} Draft
 * @typedef {{name: string, data: unknown, seq: number}} SeenEvent
 *
 * @typedef {object} SessionListener
 * @property {() => void} changed the messages are others now
 * @property {(online: boolean) => void} connected
 * @property {(action: string) => void} acted the bot types, records, uploads
 * @property {(draft: Draft) => void} drafted a text that the bot is still writing
 * @property {(message: ChatMessage) => void} arrived a message that was not there before
 * @property {() => void} gone the sandbox does not know this person (any more)
 */

/**
 * One person's chat, kept up to date: after each (re)connection the whole history is read, and the events
 * that came meanwhile are laid over it, so that nothing is missed in between.
 */
export class ChatSession {
  store = new ChatStore();
  #api;
  #personId;
  #listener;
  #closeStream = () => {};
  /** @type {SeenEvent[] | undefined} events that wait for the history */
  #waiting;
  #closed = false;

  /**
   * @param {PersonApi} api
   * @param {number} personId
   * @param {SessionListener} listener
   */
  constructor(api, personId, listener) {
    this.#api = api;
    this.#personId = personId;
    this.#listener = listener;
  }

  open() {
    this.#closeStream = openEventStream(this.#api.eventsUrl(this.#personId), {
      opened: () => void this.#synchronize(),
      lost: () => this.#lost(),
      received: (name, data, seq) => this.#received({ name, data, seq }),
    });
  }

  close() {
    this.#closed = true;
    this.#closeStream();
  }

  /** @param {ChatMessage} message one that the sandbox has confirmed */
  put(message) {
    if (this.#closed) return;
    const isNew = !this.store.has(message.messageId);
    this.store.put(message);
    if (isNew) this.#listener.arrived(message);
    this.#listener.changed();
  }

  async #synchronize() {
    this.#waiting = [];
    const page = await this.#history();
    if (this.#closed) return;
    if (page) this.#show(page);
    else setTimeout(() => !this.#closed && this.#synchronize(), RETRY_MS);
  }

  /** @param {MessagesPage} page */
  #show({ seq, messages }) {
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    this.store.replace(messages);
    this.#listener.connected(true);
    this.#listener.changed();
    for (const event of waiting) if (!(event.seq <= seq)) this.#apply(event);
  }

  #lost() {
    if (this.#closed) return;
    this.#listener.connected(false);
    // An event stream does not tell why it was refused; the history does.
    void this.#history();
  }

  async #history() {
    try {
      return await this.#api.messages(this.#personId);
    } catch (error) {
      if (!this.#closed && error instanceof ApiError && error.status === 404) this.#listener.gone();
      return undefined;
    }
  }

  /** @param {SeenEvent} event */
  #received(event) {
    if (this.#waiting) this.#waiting.push(event);
    else this.#apply(event);
  }

  /** @param {SeenEvent} event the API's types say which data comes with which name */
  #apply({ name, data }) {
    if (name === 'message' || name === 'edit') this.put(/** @type {ChatMessage} */ (data));
    else if (name === 'action') {
      this.#listener.acted(/** @type {{action: string}} */ (data).action);
    } else if (name === 'draft') this.#listener.drafted(/** @type {Draft} */ (data));
    else if (name === 'delete') {
      this.store.remove(/** @type {{messageId: number}} */ (data).messageId);
      this.#listener.changed();
    }
  }
}
