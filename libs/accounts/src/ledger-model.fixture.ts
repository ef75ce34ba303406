import type { HoldStatus } from '@aisha/database';
import type { CreditKind } from './ledger';

/** One movement. Keys are short words; each person has their own. */
export type Step =
  | { do: 'credit'; kind: CreditKind; amount: number; key: string }
  | { do: 'take-back'; amount: number; key: string }
  | { do: 'forfeit'; key: string }
  | { do: 'reserve'; amount: number; keys: string[] }
  | { do: 'capture'; key: string; amount: number | null }
  | { do: 'release'; key: string };

/** What a movement answers; holds by their keys. */
export type Answer = boolean | { reserved: string[] } | { price: number; balance: number };

export interface ModelHold {
  amount: number;
  status: HoldStatus;
  captured: number | null;
}

/** A person's money as it must be: the whole ledger in a page. */
export class PersonModel {
  available = 0;
  held = 0;
  debt = 0;
  readonly used = new Set<string>();
  readonly holds = new Map<string, ModelHold>();

  copy(): PersonModel {
    const { available, held, debt } = this;
    const copy = Object.assign(new PersonModel(), { available, held, debt });
    for (const key of this.used) copy.used.add(key);
    for (const [key, hold] of this.holds) copy.holds.set(key, { ...hold });
    return copy;
  }

  play(step: Step): Answer {
    switch (step.do) {
      case 'credit':
        return this.once(`${step.kind}-${step.key}`, () => this.come(step.amount));
      case 'take-back':
        return this.once(`back-${step.key}`, () => this.takeBack(step.amount));
      case 'forfeit':
        return this.forfeit(`forfeit-${step.key}`);
      case 'reserve':
        return this.reserve(step.amount, step.keys);
      case 'capture':
        return this.settle(step.key, 'captured', step.amount ?? Infinity);
      case 'release':
        return this.settle(step.key, 'released', 0);
    }
  }

  private once(key: string, work: () => void): boolean {
    if (this.used.has(key)) return false;
    this.used.add(key);
    work();
    return true;
  }

  private come(amount: number): void {
    const paid = Math.min(amount, this.debt);
    this.debt -= paid;
    this.available += amount - paid;
  }

  private takeBack(amount: number): void {
    const left = Math.min(amount, this.available);
    this.available -= left;
    this.debt += amount - left;
  }

  private forfeit(key: string): boolean {
    if (this.available === 0 && this.debt === 0) return !this.used.has(key);
    return this.once(key, () => Object.assign(this, { available: 0, debt: 0 }));
  }

  private reserve(amount: number, keys: string[]): Answer {
    const missing = new Set(keys.filter((key) => !this.holds.has(key)));
    const price = amount * missing.size;
    if (this.available < price) return { price, balance: this.available };
    for (const key of missing) this.holds.set(key, { amount, status: 'held', captured: null });
    this.available -= price;
    this.held += price;
    return { reserved: keys };
  }

  private settle(key: string, status: HoldStatus, earned: number): boolean {
    const hold = this.holds.get(key);
    if (hold?.status !== 'held') return false;
    const captured = Math.min(earned, hold.amount);
    Object.assign(hold, { status, captured });
    this.held -= hold.amount;
    this.come(hold.amount - captured);
    return true;
  }
}
