import { setTimeout as delay } from 'node:timers/promises';
import { Pool } from 'undici';

/** What Telegram takes when setWebhook does not say. */
const DEFAULT_CONNECTIONS = 40;
const MAX_CONNECTIONS = 100;
const FIRST_PAUSE_MS = 1_000;
const MAX_PAUSE_MS = 60_000;

/** Pushes updates to the bot's webhook: those of one chat one after the other, different chats side by side. */
export class WebhookPush {
  refused = 0;
  #queue;
  #replied;
  #settings;
  #origins;
  #pools = [];
  #turn = 0;
  #inFlight = 0;
  /** Chats with a push in flight, and what waits behind it. */
  #busy = new Map();
  #ready = [];

  constructor(queue, replied) {
    this.#queue = queue;
    this.#replied = replied;
    queue.onArrival.push(() => this.#pump());
  }

  get isSet() {
    return this.#settings !== undefined;
  }

  set({ url, secret_token: secret, max_connections: most = DEFAULT_CONNECTIONS }) {
    this.#settings = undefined;
    if (!url) return;
    const { pathname, origin } = new URL(url);
    const connections = Math.min(MAX_CONNECTIONS, Number(most));
    this.#pools = (this.#origins ?? [origin]).map((at) => new Pool(at, { connections }));
    const headers = {
      'content-type': 'application/json',
      ...(secret ? { 'x-telegram-bot-api-secret-token': secret } : {}),
    };
    this.#settings = { url, path: pathname, headers, connections };
    this.#pump();
  }

  info() {
    return {
      url: this.#settings?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: this.#queue.size,
    };
  }

  async reset(origins) {
    const pools = this.#pools;
    this.#settings = undefined;
    this.#origins = origins;
    this.#pools = [];
    this.#busy.clear();
    this.#ready = [];
    this.refused = 0;
    await Promise.all(pools.map((pool) => pool.destroy()));
  }

  #pump() {
    if (!this.#settings) return;
    while (this.#inFlight < this.#settings.connections) {
      const update = this.#next();
      if (!update) return;
      void this.#deliver(update, this.#settings);
    }
  }

  /** The oldest update whose chat has no push in flight; others step aside behind theirs. */
  #next() {
    const ready = this.#ready.shift();
    if (ready) return ready;
    while (!this.#queue.isEmpty) {
      const update = this.#queue.shift();
      const behind = this.#busy.get(update.chatId);
      if (!behind) return update;
      behind.push(update);
    }
    return undefined;
  }

  async #deliver(update, settings) {
    this.#inFlight++;
    const behind = this.#busy.get(update.chatId) ?? [];
    this.#busy.set(update.chatId, behind);
    await this.#pushUntilTaken(update, settings);
    this.#inFlight--;
    if (settings !== this.#settings) return;
    const following = behind.shift();
    if (following) this.#ready.push(following);
    else this.#busy.delete(update.chatId);
    this.#pump();
  }

  /** The first retry follows at once, later ones after pauses that double, or as long as the bot asks. */
  async #pushUntilTaken(update, settings) {
    for (let pause = 0; settings === this.#settings;) {
      const { taken, retryAfterMs } = await this.#push(update, settings);
      if (taken) return;
      this.refused++;
      await delay(retryAfterMs ?? pause);
      pause = Math.min(MAX_PAUSE_MS, Math.max(FIRST_PAUSE_MS, 2 * pause));
    }
  }

  async #push({ json }, { path, headers }) {
    const pool = this.#pools[this.#turn++ % this.#pools.length];
    try {
      const response = await pool.request({ path, method: 'POST', headers, body: json });
      const answer = await response.body.text();
      const taken = response.statusCode < 300;
      if (taken) this.#takeCall(answer);
      const seconds = Number(response.headers['retry-after']);
      return { taken, retryAfterMs: seconds > 0 ? seconds * 1000 : undefined };
    } catch {
      return { taken: false };
    }
  }

  /** A bot may answer a push with a call instead of making one. */
  #takeCall(answer) {
    if (!answer.startsWith('{"method"')) return;
    const { method, chat_id: chatId, text } = JSON.parse(answer);
    if (method === 'sendMessage') this.#replied(Number(chatId), text);
  }
}
