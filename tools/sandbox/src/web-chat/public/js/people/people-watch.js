/** @import {ChatMessage, Person} from '../../../../telegram/person-api.types' */
/** @import {PersonApi} from '../api/person-api.js' */

/** @typedef {{last: ChatMessage | undefined, unread: number}} Glance */

/**
 * What goes on in the chats that are not open. They are asked now and then instead of listened to:
 * a browser holds only six connections to one site, and each event stream keeps one.
 */
export class PeopleWatch {
  #api;
  #changed;
  /** @type {Map<number, Glance & {seq?: number}>} */
  #glances = new Map();

  /**
   * @param {PersonApi} api
   * @param {() => void} changed
   */
  constructor(api, changed) {
    this.#api = api;
    this.#changed = changed;
  }

  /**
   * @param {number} personId
   * @returns {Glance}
   */
  glance(personId) {
    return this.#glances.get(personId) ?? { last: undefined, unread: 0 };
  }

  /**
   * The open chat knows its newest message itself, and everything in it is read.
   * @param {number} personId
   * @param {ChatMessage | undefined} last
   */
  read(personId, last) {
    this.#glances.set(personId, { ...this.#glances.get(personId), last, unread: 0 });
    this.#changed();
  }

  /** @param {readonly Person[]} people */
  async look(people) {
    await Promise.all(people.map(({ id }) => this.#lookAt(id).catch(() => undefined)));
  }

  /** @param {number} personId */
  async #lookAt(personId) {
    const before = this.#glances.get(personId);
    const { seq, messages } = await this.#api.messages(personId, before?.seq);
    const seen = this.glance(personId);
    const last = newest([...(seen.last ? [seen.last] : []), ...messages]);
    const fresh =
      before?.seq === undefined ? 0 : messages.filter((one) => isNews(one, seen.last)).length;
    this.#glances.set(personId, { seq, last, unread: seen.unread + fresh });
    if (messages.length > 0) this.#changed();
  }
}

/** @param {readonly ChatMessage[]} messages */
function newest(messages) {
  return messages.toSorted((one, other) => one.messageId - other.messageId).at(-1);
}

/**
 * @param {ChatMessage} message
 * @param {ChatMessage | undefined} last
 */
function isNews({ from, messageId }, last) {
  return from === 'bot' && messageId > (last?.messageId ?? 0);
}
