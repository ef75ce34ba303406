import { randomInt } from 'node:crypto';
import type { Counters } from './change.types';

// A crash may have lost the last lines of the journal: ids that the bot or a browser already saw are not given again.
const AFTER_CRASH = 1000;

/** The numbers that only grow. Update ids start anywhere, as Telegram's do, so that two worlds rarely share one. */
export class WorldCounters {
  private values: Counters = {
    messageId: 0,
    updateId: randomInt(100_000_000, 900_000_000),
    fileNumber: 0,
    seq: 0,
  };

  get snapshot(): Counters {
    return { ...this.values };
  }

  get seq() {
    return this.values.seq;
  }

  next(name: keyof Counters) {
    return ++this.values[name];
  }

  /** Makes sure that this number is not given again. */
  seen(name: keyof Counters, value: number) {
    this.values[name] = Math.max(this.values[name], value);
  }

  restore(counters: Counters) {
    this.values = { ...counters };
  }

  skipAfterCrash() {
    for (const name of Object.keys(this.values) as (keyof Counters)[])
      this.values[name] += AFTER_CRASH;
  }
}
