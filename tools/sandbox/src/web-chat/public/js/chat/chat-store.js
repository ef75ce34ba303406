/** @import {ChatMessage} from '../../../../telegram/person-api.types' */

/** The messages of one chat by id: what the history says, and what the events changed since. */
export class ChatStore {
  /** @type {Map<number, ChatMessage>} */
  #messages = new Map();

  /** In the order of the chat. */
  get messages() {
    return [...this.#messages.values()].sort((one, other) => one.messageId - other.messageId);
  }

  /** @param {readonly ChatMessage[]} messages */
  replace(messages) {
    this.#messages = new Map(messages.map((message) => [message.messageId, message]));
  }

  /** @param {ChatMessage} message */
  put(message) {
    this.#messages.set(message.messageId, message);
  }

  /** @param {number} messageId */
  has(messageId) {
    return this.#messages.has(messageId);
  }

  /** @param {number} messageId */
  remove(messageId) {
    this.#messages.delete(messageId);
  }
}
