import { setTimeout as delay } from 'node:timers/promises';

/** A reply that comes again comes right after the first, if at all. */
const SETTLE_MS = 250;
const FIRST_PERSON = 100_000_000;
const COMMANDS = { start: ['/start'], talk: ['/help', '/cancel'] };
/** In a backlog one update in ten comes from the person of the one before, so that order can be checked. */
const PAIR_EVERY = 10;

let lastUpdateId = 1_000_000;
let lastPerson = 0;
/** What the present bot answers to each command, learned from the first replies. */
const meaning = new Map();

const now = () => performance.timeOrigin + performance.now();

/**
 * Updates on a schedule that the bot cannot slow down, and what came of them. The latency of a reply counts from
 * the moment when its update was due.
 */
export class Load {
  #plan;
  #queue;
  #updates = [];
  #waiting = new Map();
  #finished;
  #withdrawal;
  #open;
  #latencies = [];
  #doubled = 0;
  #outOfOrder = 0;
  #strange = new Map();
  #firstReplyAt = 0;
  #lastReplyAt = 0;

  /**
   * plan: `count`; `rate` a second, or all at once; `people` who take turns; `text`: `start` or `talk`;
   * `withdrawAfterMs`: a backlog's rest is withdrawn then; `patienceMs` for the last replies;
   * `learn`: the replies tell what this bot answers to each command
   */
  constructor(plan, queue) {
    this.#plan = plan;
    this.#queue = queue;
    this.#finished = Promise.withResolvers();
    if (plan.learn) meaning.clear();
    for (let index = 0; index < plan.count; index++) this.#updates.push(this.#make(index));
    this.#open = plan.count;
  }

  async play() {
    const { rate, withdrawAfterMs, patienceMs } = this.#plan;
    const end = AbortSignal.timeout(
      patienceMs + (rate ? (this.#plan.count / rate) * 1000 : (withdrawAfterMs ?? 0)),
    );
    end.addEventListener('abort', () => this.#finished.resolve());
    this.begunAt = now();
    if (rate) await this.#release(1000 / rate);
    else this.#releaseAll(withdrawAfterMs);
    await this.#finished.promise;
    clearTimeout(this.#withdrawal);
    await delay(SETTLE_MS);
  }

  reply(chatId, text) {
    this.#lastReplyAt = now();
    this.#firstReplyAt ||= this.#lastReplyAt;
    const waiting = this.#waiting.get(chatId);
    if (!waiting?.length) return void this.#doubled++;
    const index = this.#indexOf(waiting, text);
    if (index > 0) this.#outOfOrder++;
    const [update] = waiting.splice(index, 1);
    this.#latencies.push(this.#lastReplyAt - update.dueAt);
    if (--this.#open === 0) this.#finished.resolve();
  }

  outcome() {
    const sorted = this.#latencies.sort((a, b) => a - b);
    const at = (share) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null;
    return {
      offered: this.#open + sorted.length,
      answered: sorted.length,
      doubled: this.#doubled,
      outOfOrder: this.#outOfOrder,
      strange: [...this.#strange],
      seconds: (this.#lastReplyAt - this.begunAt) / 1000,
      firstReplyAt: this.#firstReplyAt,
      p50: at(0.5),
      p99: at(0.99),
      max: at(1),
    };
  }

  #make(index) {
    const { text, rate, people, learn } = this.#plan;
    const paired = text === 'talk' && !rate && !learn && index % PAIR_EVERY === PAIR_EVERY - 1;
    if (!paired) lastPerson = (lastPerson + 1) % people;
    const command = COMMANDS[text][paired || (learn && index === 1) ? 1 : 0];
    const chatId = FIRST_PERSON + lastPerson;
    const id = ++lastUpdateId;
    return { id, chatId, command, dueAt: 0, json: updateJson(id, chatId, command) };
  }

  #releaseAll(withdrawAfterMs) {
    this.#offer(this.#updates, () => this.begunAt);
    if (withdrawAfterMs) this.#withdrawal = setTimeout(() => this.#withdraw(), withdrawAfterMs);
  }

  async #release(everyMs) {
    const dueAt = (index) => this.begunAt + index * everyMs;
    for (let next = 0; next < this.#updates.length;) {
      await delay(Math.max(0, dueAt(next) - now()));
      const due = Math.min(this.#updates.length, Math.floor((now() - this.begunAt) / everyMs) + 1);
      const first = next;
      next = Math.max(next, due);
      this.#offer(this.#updates.slice(first, next), (index) => dueAt(first + index));
    }
  }

  #offer(updates, dueAt) {
    for (const [index, update] of updates.entries()) {
      update.dueAt = dueAt(index);
      const waiting = this.#waiting.get(update.chatId);
      if (waiting) waiting.push(update);
      else this.#waiting.set(update.chatId, [update]);
    }
    this.#queue.add(updates);
  }

  #withdraw() {
    this.#queue.withdrawUnseen();
    for (const waiting of this.#waiting.values()) {
      const seen = waiting.filter(({ id }) => id <= this.#queue.given);
      this.#open -= waiting.length - seen.length;
      waiting.splice(0, waiting.length, ...seen);
    }
    if (this.#open === 0) this.#finished.resolve();
  }

  /** Which of a chat's unanswered updates this is the reply to. */
  #indexOf(waiting, text) {
    if (this.#plan.text === 'start') return 0;
    if (this.#plan.learn) meaning.set(text, waiting[0].command);
    const command = meaning.get(text);
    if (!command) this.#strange.set(text, (this.#strange.get(text) ?? 0) + 1);
    return Math.max(
      0,
      waiting.findIndex((update) => update.command === command),
    );
  }
}

function updateJson(id, chatId, command) {
  const person = { id: chatId, first_name: `Person ${chatId}` };
  return JSON.stringify({
    update_id: id,
    message: {
      message_id: id,
      from: { ...person, is_bot: false, language_code: 'en' },
      chat: { ...person, type: 'private' },
      date: Math.floor(Date.now() / 1000),
      text: command,
      entities: [{ offset: 0, length: command.length, type: 'bot_command' }],
    },
  });
}
