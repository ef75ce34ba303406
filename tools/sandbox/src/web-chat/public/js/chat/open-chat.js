/** @import {ChatMessage, Person} from '../../../../telegram/person-api.types' */
/** @import {PersonApi} from '../api/person-api.js' */
import { ChatSender } from './chat-sender.js';
import { ChatSession } from './chat-session.js';
import { DraftSlot } from './draft-slot.js';
import { Outbox } from './outbox.js';

/**
 * @typedef {object} ChatListener
 * @property {() => void} changed
 * @property {(message: ChatMessage) => void} arrived
 * @property {(online: boolean) => void} connected
 * @property {(action: string) => void} acted
 * @property {() => void} gone
 */

/** The chat of the chosen person: what is in it, what is on its way, what the bot is writing. */
export class OpenChat {
  #listener;

  /**
   * @param {PersonApi} api
   * @param {Person} person
   * @param {ChatListener} listener
   */
  constructor(api, person, listener) {
    this.person = person;
    this.#listener = listener;
    this.draft = new DraftSlot(listener.changed);
    this.session = new ChatSession(api, person.id, {
      ...listener,
      arrived: (message) => this.#arrived(message),
      drafted: (draft) => this.draft.put(draft),
    });
    this.outbox = new Outbox(listener.changed, (message) => this.session.put(message));
    this.sender = new ChatSender(api, person.id, this.outbox);
  }

  get messages() {
    return this.session.store.messages;
  }

  /** @param {ChatMessage} message */
  #arrived(message) {
    if (message.from === 'bot') this.draft.clear();
    else this.outbox.land();
    this.#listener.arrived(message);
  }
}
