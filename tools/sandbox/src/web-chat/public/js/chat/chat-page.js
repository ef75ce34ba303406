/** @import {ChatMessage, Person} from '../../../../telegram/person-api.types' */
/** @import {PersonApi} from '../api/person-api.js' */
/** @import {Language, Words} from '../page/words.js' */
/** @import {BubbleContext} from './bubble-context.js' */
import { byId } from '../page/dom.js';
import { showToast } from '../page/notices.js';
import { pressButton } from './button-presses.js';
import { ChatList } from './chat-list.js';
import { ChatStatus } from './chat-status.js';
import { OpenChat } from './open-chat.js';
import { buildRows } from './rows.js';
import { ScrollKeeper } from './scroll-keeper.js';

/**
 * @typedef {object} PageListener
 * @property {(messages: readonly ChatMessage[]) => void} changed
 * @property {() => void} gone
 */

/** The right column: shows the chat of one person at a time. */
export class ChatPage {
  /** @type {OpenChat | undefined} */
  #chat;
  /** @type {BubbleContext | undefined} */
  #context;
  #api;
  #listener;
  #status;
  #list = new ChatList(byId('messages'), {
    retry: (key) => this.#chat?.outbox.retry(key),
    discard: (key) => this.#chat?.outbox.discard(key),
  });
  #scroll = new ScrollKeeper(
    byId('scroller'),
    byId('messages'),
    byId('to-bottom', HTMLButtonElement),
    byId('unseen'),
  );

  /**
   * @param {PersonApi} api
   * @param {Words} words
   * @param {PageListener} listener
   */
  constructor(api, words, listener) {
    this.#api = api;
    this.#listener = listener;
    this.#status = new ChatStatus(byId('status'), words);
    byId('start').addEventListener('click', () => this.sender?.sendText('/start'));
  }

  get sender() {
    return this.#chat?.sender;
  }

  /**
   * @param {Person} person
   * @param {Language} language
   * @param {Words} words
   */
  open(person, language, words) {
    this.close();
    this.#status.reset(words);
    /** @type {OpenChat} */
    const chat = new OpenChat(this.#api, person, {
      changed: () => this.#chat === chat && this.#draw(),
      arrived: (message) => this.#chat === chat && this.#arrived(message),
      connected: (online) => this.#chat === chat && this.#status.connected(online),
      acted: (action) => this.#chat === chat && this.#status.acted(action),
      gone: () => this.#chat === chat && this.#listener.gone(),
    });
    this.#context = this.#contextOf(chat, language, words);
    this.#chat = chat;
    this.#list.clear();
    this.#scroll.toBottom();
    byId('start-card').hidden = true;
    chat.session.open();
  }

  close() {
    this.#chat?.session.close();
    this.#chat = undefined;
  }

  #draw() {
    if (!this.#chat || !this.#context) return;
    const { messages, outbox, draft } = this.#chat;
    const outgoing = outbox.visible;
    this.#list.show({ rows: buildRows(messages), outgoing, draft: draft.draft }, this.#context);
    byId('start-card').hidden = messages.length + outgoing.length > 0;
    if (outgoing.length > 0) this.#scroll.toBottom();
    this.#listener.changed(messages);
  }

  /** @param {ChatMessage} message */
  #arrived({ from }) {
    if (from === 'person') return this.#scroll.toBottom();
    this.#status.clearAction();
    this.#scroll.arrived();
  }

  /**
   * @param {OpenChat} chat
   * @param {Language} language
   * @param {Words} words
   * @returns {BubbleContext}
   */
  #contextOf(chat, language, words) {
    return {
      language,
      words,
      fileUrl: (fileId) => this.#api.fileUrl(fileId),
      notify: showToast,
      sendText: (text) => chat.sender.sendText(text),
      copy: (text) => void navigator.clipboard.writeText(text).then(() => showToast(words.copied)),
      press: (message, button) => pressButton(this.#api, chat.person.id, message, button, words),
      find: (messageId) => chat.messages.find((message) => message.messageId === messageId),
    };
  }
}
