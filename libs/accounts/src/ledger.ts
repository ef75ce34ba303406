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

/** Ways for credits to come to a person, and which of our accounts they come from. */
const SOURCES = {
  grant: 'grants',
  purchase: 'sales',
  promo: 'rewards',
  referral: 'rewards',
} as const satisfies Partial<Record<LedgerKind, AccountKind>>;
export type CreditKind = keyof typeof SOURCES;

/** One movement of a person's credits. */
export interface Movement {
  userId: string;
  /** Whole credits, above 0. */
  amount: number;
  /** The same key is the same movement. */
  key: string;
  /** What for, in a word of ours: it stays when the person is forgotten. */
  subject?: string;
}

interface Account {
  kind: AccountKind;
  userId: string | null;
}
/** One posting to be. */
interface Leg extends Account {
  amount: number;
}

/**
 * Money as double entry in whole credits. Every movement is a transaction of postings that sum to zero, under a
 * key that makes it happen once. The database itself refuses a sum other than zero, a person's balance below zero,
 * and any change of what was posted. Whatever comes to a person who owes pays the debt first.
 */
@Injectable()
export class Ledger {
  constructor(private readonly database: Database) {}

  /** What a person can spend now. */
  balance(userId: string): Promise<number> {
    return this.balanceOf(theirs('available', userId));
  }

  /** What a person owes: credits that were spent before their payment was taken back. */
  async debt(userId: string): Promise<number> {
    return -(await this.balanceOf(theirs('debt', userId)));
  }

  /** Gives credits. @returns false when this key was used before */
  grant(userId: string, amount: number, key: string): Promise<boolean> {
    return this.credit('grant', { userId, amount, key });
  }

  /** Brings credits to a person. @returns false when this key was used before */
  credit(kind: CreditKind, { userId, amount, key, subject }: Movement): Promise<boolean> {
    return this.database.transaction(async () =>
      this.post(kind, userId, key, subject, async () => [
        ...(await this.incoming(userId, amount)),
        { ...ours(SOURCES[kind]), amount: -amount },
      ]),
    );
  }

  /**
   * Takes back what a person bought: what is left of it, and the rest becomes a debt.
   * @returns false when this key was used before
   */
  takeBack({ userId, amount, key, subject }: Movement): Promise<boolean> {
    return this.database.transaction(async () =>
      this.post('refund', userId, key, subject, async () => {
        const left = Math.min(amount, await this.lock(theirs('available', userId)));
        return [
          { ...theirs('available', userId), amount: -left },
          { ...theirs('debt', userId), amount: left - amount },
          { ...ours('sales'), amount },
        ];
      }),
    );
  }

  /** What a person leaves behind when they go, their debt included. @returns false when this key was used before */
  forfeit(userId: string, key: string): Promise<boolean> {
    return this.database.transaction(async () =>
      this.post('forfeit', userId, key, undefined, async () => {
        const available = await this.lock(theirs('available', userId));
        const debt = await this.lock(theirs('debt', userId));
        return [
          { ...theirs('available', userId), amount: -available },
          { ...theirs('debt', userId), amount: -debt },
          { ...ours('forfeited'), amount: available + debt },
        ];
      }),
    );
  }

  /**
   * Sets credits aside for a piece of work. The same key again answers with the same hold.
   * The person's account stays locked until the commit, so that parallel wishes queue up.
   * @param subject what for, in a word of ours
   */
  async reserve(
    userId: string,
    amount: number,
    key: string,
    subject?: string,
  ): Promise<Reservation> {
    const reserved = await this.reserveAll(userId, amount, [key], subject);
    return reserved.outcome === 'reserved'
      ? { outcome: 'reserved', holdId: reserved.holdIds[0]! }
      : reserved;
  }

  /** The same for several pieces of work at `amount` each: all of them or none. */
  async reserveAll(
    userId: string,
    amount: number,
    keys: string[],
    subject?: string,
  ): Promise<Reservations> {
    return this.database.transaction(async () => {
      const balance = await this.lock(theirs('available', userId));
      const known = await this.holdsOf(keys);
      const price = amount * keys.filter((key) => !known.has(key)).length;
      if (balance < price) return { outcome: 'insufficient-credits', price, balance };
      const holdIds: string[] = [];
      for (const key of keys) {
        holdIds.push(known.get(key) ?? (await this.hold({ userId, amount, key, subject })));
      }
      return { outcome: 'reserved', holdIds };
    });
  }

  /**
   * The work is done: what was set aside is ours, or `amount` of it, and the rest goes back.
   * @returns false when the hold was settled before
   */
  capture(holdId: string, amount?: number): Promise<boolean> {
    return this.settle(holdId, 'captured', 'capture', amount);
  }

  /** The work failed: what was set aside goes back. @returns false when the hold was settled before */
  release(holdId: string): Promise<boolean> {
    return this.settle(holdId, 'released', 'release', 0);
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

  private async hold({ userId, amount, key, subject }: Movement): Promise<string> {
    const [row] = await this.database.query<{ id: string }>(
      'insert into holds (user_id, key, amount, subject) values ($1, $2, $3, $4) returning id',
      [userId, key, amount, subject ?? null],
    );
    const { id } = row!;
    await this.post('reserve', userId, `reserve-${id}`, subject, () => [
      { ...theirs('available', userId), amount: -amount },
      { ...theirs('held', userId), amount },
    ]);
    return id;
  }

  private async settle(
    holdId: string,
    status: 'captured' | 'released',
    kind: 'capture' | 'release',
    captured?: number,
  ): Promise<boolean> {
    return this.database.transaction(async () => {
      const [hold] = await this.database.query<{
        user_id: string;
        amount: string;
        subject: string | null;
      }>(
        `update holds set status = $2, settled_at = now()
         where id = $1 and status = 'held' returning user_id, amount, subject`,
        [holdId, status],
      );
      if (!hold) return false;
      const { user_id: userId } = hold;
      const amount = Number(hold.amount);
      const earned = Math.min(captured ?? amount, amount);
      return this.post(kind, userId, `${kind}-${holdId}`, hold.subject ?? undefined, async () => [
        { ...theirs('held', userId), amount: -amount },
        ...(await this.incoming(userId, amount - earned)),
        { ...ours('revenue'), amount: earned },
      ]);
    });
  }

  /** What becomes of credits that come to a person. */
  private async incoming(userId: string, amount: number): Promise<Leg[]> {
    if (amount === 0) return [];
    const debt = -(await this.balanceOf(theirs('debt', userId)));
    if (debt === 0) return [{ ...theirs('available', userId), amount }];
    await this.lock(theirs('available', userId));
    const paid = Math.min(amount, -(await this.lock(theirs('debt', userId))));
    return [
      { ...theirs('debt', userId), amount: paid },
      { ...theirs('available', userId), amount: amount - paid },
    ];
  }

  private async post(
    kind: LedgerKind,
    userId: string,
    key: string,
    subject: string | undefined,
    legsOf: () => Leg[] | Promise<Leg[]>,
  ): Promise<boolean> {
    const [row] = await this.database.query<{ id: string }>(
      `insert into ledger_transactions (key, kind, user_id, subject) values ($1, $2, $3, $4)
       on conflict (key) do nothing returning id`,
      [key, kind, userId, subject ?? null],
    );
    if (!row) return false;
    const legs = (await legsOf()).filter(({ amount }) => amount !== 0);
    // Ours last: that row is shared by everybody, so it is locked for as short as can be.
    for (const leg of legs.sort((a, b) => Number(!a.userId) - Number(!b.userId))) {
      await this.database.query(
        'insert into ledger_postings (transaction_id, account_id, amount) values ($1, $2, $3)',
        [row.id, await this.account(leg), leg.amount],
      );
    }
    return true;
  }

  private async balanceOf({ kind, userId }: Account): Promise<number> {
    const [row] = await this.database.query<{ balance: string }>(
      'select balance from ledger_accounts where kind = $1 and user_id = $2',
      [kind, userId],
    );
    return Number(row?.balance ?? 0);
  }

  /** Locks an account until the commit. @returns its balance */
  private async lock(account: Account): Promise<number> {
    const [row] = await this.database.query<{ balance: string }>(
      'select balance from ledger_accounts where id = $1 for update',
      [await this.account(account)],
    );
    return Number(row!.balance);
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

const ours = (kind: AccountKind): Account => ({ kind, userId: null });
const theirs = (kind: 'available' | 'held' | 'debt', userId: string): Account => ({ kind, userId });
