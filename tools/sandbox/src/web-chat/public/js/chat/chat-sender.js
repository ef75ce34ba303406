/** @import {MediaKind} from '../../../../telegram/person-api.types' */
/** @import {PersonApi} from '../api/person-api.js' */
/** @import {Outbox} from './outbox.js' */
import { batches } from '../composer/attachments.js';
import { mediaForm } from '../composer/media-form.js';
import { splitText } from '../text/split-text.js';

/** Turns what the person wrote or attached into requests, as many as Telegram's limits ask for. */
export class ChatSender {
  #api;
  #personId;
  #outbox;

  /**
   * @param {PersonApi} api
   * @param {number} personId
   * @param {Outbox} outbox
   */
  constructor(api, personId, outbox) {
    this.#api = api;
    this.#personId = personId;
    this.#outbox = outbox;
  }

  /** @param {string} text */
  sendText(text) {
    for (const part of splitText(text)) {
      this.#outbox.add(part, () => this.#api.sendText(this.#personId, part));
    }
  }

  /**
   * @param {MediaKind} kind
   * @param {File[]} files
   * @param {{caption?: string, duration?: number}} [details]
   */
  sendFiles(kind, files, { caption, duration } = {}) {
    batches(kind, files).forEach((batch, index) => {
      const details = { caption: index === 0 ? caption : undefined, duration };
      const label = batch.map(({ name }) => `📎 ${name}`).join('\n');
      this.#outbox.add(label, async () =>
        this.#api.sendFiles(this.#personId, await mediaForm(kind, batch, details)),
      );
    });
  }
}
