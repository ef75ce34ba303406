import { randomUUID } from 'node:crypto';
import type { Answer, ModelHold, PersonModel, Step } from './ledger-model.fixture';
import type { AccountsWorld } from './accounts-world.fixture';

/** A person of the real ledger, who does the steps of the model. */
export class LedgerSubject {
  private holdIds = new Map<string, string>();

  private constructor(
    private readonly world: AccountsWorld,
    private readonly userId: string,
  ) {}

  static async of(world: AccountsWorld): Promise<LedgerSubject> {
    return new LedgerSubject(world, await world.person());
  }

  /** @returns the answer of the ledger in the model's words */
  async play(step: Step): Promise<Answer> {
    const { ledger } = this.world;
    const movement = { userId: this.userId, amount: 'amount' in step ? (step.amount ?? 0) : 0 };
    switch (step.do) {
      case 'credit':
        return ledger.credit(step.kind, { ...movement, key: this.key(step.kind, step.key) });
      case 'take-back':
        return ledger.takeBack({ ...movement, key: this.key('back', step.key) });
      case 'forfeit':
        return ledger.forfeit(this.userId, this.key('forfeit', step.key));
      case 'reserve':
        return this.reserve(step.amount, step.keys);
      case 'capture':
        return ledger.capture(this.holdId(step.key), step.amount ?? undefined);
      case 'release':
        return ledger.release(this.holdId(step.key));
    }
  }

  /** Does the steps in one transaction, which fails after `failAfter` of them where that is said. */
  async transaction(steps: Step[], failAfter?: number): Promise<Answer[] | 'crashed'> {
    const before = new Map(this.holdIds);
    const work = this.world.database.transaction(async () => {
      const answers: Answer[] = [];
      for (const [index, step] of steps.entries()) {
        if (index === failAfter) throw new Crash();
        answers.push(await this.play(step));
      }
      if (failAfter !== undefined) throw new Crash();
      return answers;
    });
    return work.catch((error: unknown) => {
      if (!(error instanceof Crash)) throw error;
      this.holdIds = before;
      return 'crashed' as const;
    });
  }

  /** What the model can be compared with. */
  async state() {
    const accounts = await this.world.database.query<{ kind: string; balance: string }>(
      'select kind, balance from ledger_accounts where user_id = $1',
      [this.userId],
    );
    const balance = (kind: string) =>
      Number(accounts.find((account) => account.kind === kind)?.balance ?? 0);
    const rows = await this.world.database.query<HoldRow>(
      'select key, amount, status, captured from holds where user_id = $1',
      [this.userId],
    );
    const used = await this.world.database.query<{ key: string }>(
      `select key from ledger_transactions where user_id = $1
         and kind not in ('reserve', 'capture', 'release')`,
      [this.userId],
    );
    return {
      available: balance('available'),
      held: balance('held'),
      debt: 0 - balance('debt'),
      holds: Object.fromEntries(
        rows.map((row) => [this.short(row.key).slice('hold-'.length), holdOf(row)]),
      ),
      used: used.map(({ key }) => this.short(key)).sort(),
    };
  }

  private async reserve(amount: number, keys: string[]): Promise<Answer> {
    const { ledger } = this.world;
    const names = keys.map((key) => this.key('hold', key));
    const reserved = await ledger.reserveAll(this.userId, amount, names, 'picture');
    if (reserved.outcome !== 'reserved') {
      return { price: reserved.price, balance: reserved.balance };
    }
    for (const [index, key] of keys.entries()) this.remember(key, reserved.holdIds[index]!);
    return { reserved: keys };
  }

  private remember(key: string, holdId: string): void {
    const known = this.holdIds.get(key) ?? holdId;
    if (known !== holdId) throw new Error(`another hold for ${key}`);
    this.holdIds.set(key, holdId);
  }

  /** A hold that was never made is settled as little as one that was settled before. */
  private holdId(key: string): string {
    return this.holdIds.get(key) ?? randomUUID();
  }

  private key(what: string, key: string): string {
    return `${what}-${this.userId}-${key}`;
  }

  private short(key: string): string {
    return key.replace(`${this.userId}-`, '');
  }
}

class Crash extends Error {}

interface HoldRow {
  key: string;
  amount: string;
  status: ModelHold['status'];
  captured: string | null;
}

const holdOf = ({ amount, status, captured }: HoldRow): ModelHold => ({
  amount: Number(amount),
  status,
  captured: captured === null ? null : Number(captured),
});

export const stateOf = ({ available, held, debt, holds, used }: PersonModel) => ({
  available,
  held,
  debt,
  holds: Object.fromEntries(holds),
  used: [...used].sort(),
});
