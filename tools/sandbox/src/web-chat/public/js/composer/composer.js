/** @import {BotCard, MediaKind} from '../../../../telegram/person-api.types' */
/** @import {Language, Words} from '../page/words.js' */
/** @import {Wish} from './attachments.js' */
import { byId, el } from '../page/dom.js';
import { showToast } from '../page/notices.js';
import { wireAttachMenu } from './attach-menu.js';
import { askHowToSend } from './attachment-dialog.js';
import { wireCommandsMenu } from './commands-menu.js';
import { wireDropZone } from './drop-zone.js';
import { wireRecording } from './recording-bar.js';
import { TextField } from './text-field.js';

/**
 * @typedef {object} Sender
 * @property {(text: string) => void} sendText
 * @property {(kind: MediaKind, files: File[], details?: {caption?: string, duration?: number}) => void} sendFiles
 * @property {() => Promise<BotCard>} readBot
 */

/** Everything under the chat: the text field, attachments, recordings, commands, the bot's reply keyboard. */
export class Composer {
  #sender;
  #words;
  /** @type {Language} */
  #language = 'en';
  #drafts = new Map();
  /** @type {number | undefined} */
  #personId;
  #hasMicrophone = false;
  #field;
  #nameAttachments;
  #cancelRecording;
  #refreshCommands;

  /**
   * @param {Sender} sender
   * @param {Words} words
   */
  constructor(sender, words) {
    this.#sender = sender;
    this.#words = words;
    this.#field = new TextField(sender.sendText, () => this.#swapButtons());
    this.#nameAttachments = wireAttachMenu((files, wish) => this.#ask(files, wish));
    this.#refreshCommands = wireCommandsMenu(sender.readBot, sender.sendText);
    wireDropZone(byId('chat'), (files) => this.#ask(files));
    this.#cancelRecording = wireRecording(
      ({ file, duration }) => sender.sendFiles('voice', [file], { duration }),
      () => showToast(this.#words.noMicrophone),
      (available) => this.#setMicrophone(available),
    );
  }

  /**
   * @param {number} personId
   * @param {Language} language
   * @param {Words} words
   */
  serve(personId, language, words) {
    this.#cancelRecording();
    if (this.#personId !== undefined) this.#drafts.set(this.#personId, this.#field.text);
    [this.#personId, this.#language, this.#words] = [personId, language, words];
    this.#nameAttachments(words);
    this.#field.fill(this.#drafts.get(personId) ?? '');
    this.#swapButtons();
    this.#field.focus();
    void this.refreshCommands();
  }

  /** Asks which commands the bot has now; keeps the old ones when it cannot be asked. */
  refreshCommands() {
    return this.#refreshCommands().catch(() => undefined);
  }

  /** @param {readonly (readonly string[])[]} keyboard buttons that send their own text */
  offerReplies(keyboard) {
    const rows = keyboard.map((row) =>
      el('div', { class: 'keyboard-row' }, ...row.map((text) => this.#reply(text))),
    );
    byId('reply-keyboard').replaceChildren(...rows);
  }

  /** @param {string} text */
  #reply(text) {
    return el(
      'button',
      { class: 'key', type: 'button', onclick: () => this.#sender.sendText(text) },
      text,
    );
  }

  /**
   * @param {File[]} files
   * @param {Wish} [wish]
   */
  #ask(files, wish) {
    askHowToSend(files, wish, this.#words, this.#language, (kind, kept, caption) =>
      this.#sender.sendFiles(kind, kept, { caption }),
    );
  }

  /** @param {boolean} available */
  #setMicrophone(available) {
    this.#hasMicrophone = available;
    this.#swapButtons();
  }

  #swapButtons() {
    const offersRecording = this.#hasMicrophone && this.#field.text === '';
    byId('record').hidden = !offersRecording;
    byId('send').hidden = offersRecording;
    byId('send').toggleAttribute('disabled', this.#field.text === '');
  }
}
