import { setTimeout as delay } from 'node:timers/promises';
import { type Crowd, type Deed, type OpenOrder, purchase } from './crowd';
import type { Random } from './random';

/** How often what has become due is done, in ms: finer than any figure that the bench prints. */
const TICK_MS = 20;
const COMMANDS = ['/help', '/balance', '/menu', '/start'] as const;
const BUTTONS = ['help', 'balance', 'menu'] as const;
/** The rest are commands. Questions are jobs for a worker. */
const SHARES = { questions: 0.1, presses: 0.2 };

export interface LoadOptions {
  /** Updates a second, beside the purchases. */
  rate: number;
  /** Purchases a second. */
  purchases: number;
  people: number[];
  /** What people with an avatar and credits are about to have drawn. */
  orders: OpenOrder[];
}

/** People who do things at their times, however long the bot takes. */
export class Load {
  private count = 0;
  private bought = 0;

  constructor(
    private readonly crowd: Crowd,
    private readonly random: Random,
    private readonly options: LoadOptions,
  ) {}

  /** Goes on until `end` is aborted. */
  async run(end: AbortSignal): Promise<void> {
    const begun = performance.now();
    const { rate, purchases } = this.options;
    while (!end.aborted) {
      const passed = (performance.now() - begun) / 1000;
      const deeds: Deed[] = [];
      while (this.count < Math.floor(passed * rate)) deeds.push(this.next());
      while (this.bought < Math.floor(passed * purchases)) deeds.push(...this.buy());
      await this.crowd.act(deeds);
      await delay(TICK_MS);
    }
  }

  /** Everyone's turn comes round, so that nobody writes twice within a second; all begin by saying hello. */
  private next(): Deed {
    const { people } = this.options;
    const chatId = people[this.count++ % people.length]!;
    if (this.count <= people.length) return { what: 'command', chatId, text: '/start' };
    const chance = this.random.next();
    if (chance < SHARES.questions) return question(chatId, `question ${this.count}.`);
    return chance < SHARES.questions + SHARES.presses
      ? { what: 'press', chatId, press: this.random.pick(BUTTONS) }
      : { what: 'command', chatId, text: this.random.pick(COMMANDS) };
  }

  /** Nothing once all is bought that there was. */
  private buy(): Deed[] {
    const order = this.options.orders[this.bought++];
    return order ? [purchase(order)] : [];
  }
}

export const question = (chatId: number, text: string): Deed => ({
  what: 'question',
  chatId,
  text,
  mark: text,
});
