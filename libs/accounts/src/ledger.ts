import { Injectable } from '@nestjs/common';
import { type AccountKind, Database, type LedgerKind } from '@aisha/database';

/** What became of the wish to set credits aside. Too few is an answer, not an error. */
export type Reservation =
  | { outcome: 'reserved'; holdId: string }
  | { outcome: 'insufficient-credits'; price: number; balance: number };

/** The same for several pieces of work: a hold for each key, in their order, or none at all. */
export type Reservations =
  | { outcome: 'reserved'; holdIds: string[] }
  | { outcome: 'insufficient-credits'; price: number; balance: number };

interface Account {
  kind: AccountKind;
  userId: string | null;
}

/**
 * Money as double entry in whole credits. Every movement is a transaction of two postings that sum to zero,
 * under a key that makes it happen once. The database itself refuses a sum other than zero, a person's balance
 * below zero, and any change of what was posted.
 */
@Injectable()
export class Ledger {
  constructor(private readonly database: Database) {}

  /** What a person can spend now. */
  async balance(userId: string): Promise<number> {
    const [row] = await this.database.query<{ balance: string }>(
      `select balance from ledger_accounts where kind = 'available' and user_id = $1`,
      [userId],
    );
    return Number(row?.balance ?? 0);
  }

  /** Gives credits. @returns false when this key was granted before */
  async grant(userId: string, amount: number, key: string): Promise<boolean> {
    return this.move('grant', userId, amount, key, ours('grants'), theirs('available', userId));
  }

  /**
   * Sets credits aside for a piece of work. The same key again answers with the same hold.
   * The person's account stays locked until the commit, so that parallel wishes queue up.
   */
  async reserve(userId: string, amount: number, key: string): Promise<Reservation> {
    const reserved = await this.reserveAll(userId, amount, [key]);
    return reserved.outcome === 'reserved'
      ? { outcome: 'reserved', holdId: reserved.holdIds[0]! }
      : reserved;
  }

  /** The same for several pieces of work at `amount` each: all of them or none. */
  async reserveAll(userId: string, amount: number, keys: string[]): Promise<Reservations> {
    return this.database.transaction(async () => {
      const account = await this.account(theirs('available', userId));
      const [locked] = await this.database.query<{ balance: string }>(
        'select balance from ledger_accounts where id = $1 for update',
        [account],
      );
      const known = await this.holdsOf(keys);
      const price = amount * keys.filter((key) => !known.has(key)).length;
      const balance = Number(locked!.balance);
      if (balance < price) return { outcome: 'insufficient-credits', price, balance };
      const holdIds: string[] = [];
      for (const key of keys)
        holdIds.push(known.get(key) ?? (await this.hold(userId, amount, key)));
      return { outcome: 'reserved', holdIds };
    });
  }

  /** The work is done: what was set aside is ours. @returns false when the hold was settled before */
  async capture(holdId: string): Promise<boolean> {
    return this.settle(holdId, 'captured', 'capture', () => ours('revenue'));
  }

  /** The work failed: what was set aside goes back. @returns false when the hold was settled before */
  async release(holdId: string): Promise<boolean> {
    return this.settle(holdId, 'released', 'release', (userId) => theirs('available', userId));
  }

  /** Sum of all postings; anything but 0 is a fault. */
  async imbalance(): Promise<number> {
    const [row] = await this.database.query<{ sum: string | null }>(
      'select sum(amount) as sum from ledger_postings',
    );
    return Number(row?.sum ?? 0);
  }

  private async holdsOf(keys: string[]): Promise<Map<string, string>> {
    const rows = await this.database.query<{ id: string; key: string }>(
      'select id, key from holds where key = any($1)',
      [keys],
    );
    return new Map(rows.map(({ id, key }) => [key, id]));
  }

  private async hold(userId: string, amount: number, key: string): Promise<string> {
    const [row] = await this.database.query<{ id: string }>(
      'insert into holds (user_id, key, amount) values ($1, $2, $3) returning id',
      [userId, key, amount],
    );
    const id = row!.id;
    await this.move(
      'reserve',
      userId,
      amount,
      `reserve-${id}`,
      theirs('available', userId),
      theirs('held', userId),
    );
    return id;
  }

  private async settle(
    holdId: string,
    status: 'captured' | 'released',
    kind: 'capture' | 'release',
    to: (userId: string) => Account,
  ): Promise<boolean> {
    return this.database.transaction(async () => {
      const [hold] = await this.database.query<{ user_id: string; amount: string }>(
        `update holds set status = $2, settled_at = now()
         where id = $1 and status = 'held' returning user_id, amount`,
        [holdId, status],
      );
      if (!hold) return false;
      const { user_id: userId } = hold;
      const from = theirs('held', userId);
      await this.move(kind, userId, Number(hold.amount), `${kind}-${holdId}`, from, to(userId));
      return true;
    });
  }

  private async move(
    kind: LedgerKind,
    userId: string,
    amount: number,
    key: string,
    from: Account,
    to: Account,
  ): Promise<boolean> {
    return this.database.transaction(async () => {
      const [row] = await this.database.query<{ id: string }>(
        `insert into ledger_transactions (key, kind, user_id) values ($1, $2, $3)
         on conflict (key) do nothing returning id`,
        [key, kind, userId],
      );
      if (!row) return false;
      const [source, target] = [await this.account(from), await this.account(to)];
      // Ours last: that row is shared by everybody, so it is locked for as short as can be.
      const postings = [
        { account: source, amount: -amount, shared: from.userId === null },
        { account: target, amount, shared: to.userId === null },
      ].sort((a, b) => Number(a.shared) - Number(b.shared));
      for (const posting of postings) {
        await this.database.query(
          'insert into ledger_postings (transaction_id, account_id, amount) values ($1, $2, $3)',
          [row.id, posting.account, posting.amount],
        );
      }
      return true;
    });
  }

  private async account({ kind, userId }: Account): Promise<string> {
    const find = () =>
      this.database.query<{ id: string }>(
        'select id from ledger_accounts where kind = $1 and user_id is not distinct from $2',
        [kind, userId],
      );
    const [known] = await find();
    if (known) return known.id;
    await this.database.query(
      `insert into ledger_accounts (kind, user_id) values ($1, $2)
       on conflict (kind, user_id) do nothing`,
      [kind, userId],
    );
    const [made] = await find();
    return made!.id;
  }
}

const ours = (kind: 'revenue' | 'grants'): Account => ({ kind, userId: null });
const theirs = (kind: 'available' | 'held', userId: string): Account => ({ kind, userId });
