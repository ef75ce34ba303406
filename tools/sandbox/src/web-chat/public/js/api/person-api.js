/** @import {BotCard, Person, NewPerson, MessagesPage, ChatMessage, PressResult, PaymentResult} from '../../../../telegram/person-api.types' */

/** A request that the sandbox refused; `status` is 0 when it could not be reached. */
export class ApiError extends Error {
  /**
   * @param {number} status
   * @param {string} message
   */
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** The person's side of the Telegram stand-in. Every call throws ApiError when it fails. */
export class PersonApi {
  #base;

  /** @param {string} base such as `/api` */
  constructor(base) {
    this.#base = base;
  }

  /** @returns {Promise<BotCard>} */
  bot() {
    return this.#request('/bot');
  }

  /** @returns {Promise<Person[]>} */
  people() {
    return this.#request('/people');
  }

  /**
   * @param {NewPerson} person
   * @returns {Promise<Person>}
   */
  createPerson(person) {
    return this.#request('/people', asJson(person));
  }

  /**
   * @param {number} personId
   * @param {number} [after] only what changed since this event
   * @returns {Promise<MessagesPage>}
   */
  messages(personId, after) {
    const query = after === undefined ? '' : `?after=${after}`;
    return this.#request(`/people/${personId}/messages${query}`);
  }

  /**
   * @param {number} personId
   * @param {string} text
   * @returns {Promise<ChatMessage[]>}
   */
  sendText(personId, text) {
    return this.#request(`/people/${personId}/messages`, asJson({ text }));
  }

  /**
   * @param {number} personId
   * @param {FormData} form kind, optional caption and duration, one or more files
   * @returns {Promise<ChatMessage[]>}
   */
  sendFiles(personId, form) {
    return this.#request(`/people/${personId}/messages`, { method: 'POST', body: form });
  }

  /**
   * @param {number} personId
   * @param {number} messageId
   * @param {string} data
   * @returns {Promise<PressResult>}
   */
  press(personId, messageId, data) {
    return this.#request(`/people/${personId}/presses`, asJson({ messageId, data }));
  }

  /**
   * Pays an invoice with the sandbox's play money.
   * @param {number} personId
   * @param {number} messageId
   * @returns {Promise<PaymentResult>}
   */
  pay(personId, messageId) {
    return this.#request(`/people/${personId}/payments`, asJson({ messageId }));
  }

  /**
   * @param {number} personId
   * @param {boolean} blocked
   * @returns {Promise<unknown>}
   */
  setBlocked(personId, blocked) {
    return this.#request(`/people/${personId}/blocked`, asJson({ blocked }));
  }

  /** @param {number} personId */
  eventsUrl(personId) {
    return `${this.#base}/people/${personId}/events`;
  }

  /** @param {string} fileId */
  fileUrl(fileId) {
    return `${this.#base}/files/${encodeURIComponent(fileId)}`;
  }

  /**
   * @param {string} path
   * @param {RequestInit} [init]
   */
  async #request(path, init) {
    const response = await fetch(this.#base + path, init).catch((error) => {
      throw new ApiError(0, String(error));
    });
    const text = await response.text();
    if (!response.ok) throw new ApiError(response.status, text);
    return text === '' ? undefined : JSON.parse(text);
  }
}

/**
 * @param {unknown} body
 * @returns {RequestInit}
 */
function asJson(body) {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}
