import { Injectable, Logger } from '@nestjs/common';
import { type AccountKind, Database, type LedgerKind } from '@aisha/database';
import { afterCommit } from '@aisha/platform';

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

/**
 * Money as double entry in whole credits. Every movement is a transaction of postings that sum to zero, under a
 * key that makes it happen once. The database itself refuses a sum other than zero, a person's balance below zero,
 * and any change of what was posted. Whatever comes to a person who owes pays the debt first. Each movement is one
 * call of a function in the database (`ledger_*`), so that accounts are locked for no round trip of ours.
 */
@Injectable()
export class Ledger {
  private readonly logger = new Logger(Ledger.name);

  constructor(private readonly database: Database) {}

  /** What a person can spend now. */
  balance(userId: string): Promise<number> {
    return this.balanceOf('available', userId);
  }

  /** What a person owes: credits that were spent before their payment was taken back. */
  async debt(userId: string): Promise<number> {
    return 0 - (await this.balanceOf('debt', userId));
  }

  /** Gives credits. @returns false when this key was used before */
  grant(userId: string, amount: number, key: string): Promise<boolean> {
    return this.credit('grant', { userId, amount, key });
  }

  /** Brings credits to a person. @returns false when this key was used before */
  credit(kind: CreditKind, { userId, amount, key, subject }: Movement): Promise<boolean> {
    const values = [kind, SOURCES[kind], userId, amount, key, subject ?? null];
    return this.moves('ledger_credit($1, $2, $3, $4, $5, $6)', values);
  }

  /**
   * Takes back what a person bought: what is left of it, and the rest becomes a debt.
   * @returns false when this key was used before
   */
  takeBack({ userId, amount, key, subject }: Movement): Promise<boolean> {
    return this.moves('ledger_take_back($1, $2, $3, $4)', [userId, amount, key, subject ?? null]);
  }

  /**
   * What a person leaves behind when they go, their debt included. With nothing there nothing is written.
   * @returns false when this key was used before
   */
  forfeit(userId: string, key: string): Promise<boolean> {
    return this.moves('ledger_forfeit($1, $2)', [userId, key]);
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
    const [row] = await this.database.prepared<ReservedRow>(
      'ledger-reserve',
      'select funds, price, hold_ids from ledger_reserve($1, $2, $3, $4)',
      [userId, amount, keys, subject ?? null],
    );
    const { funds, price, hold_ids: holdIds } = row!;
    if (holdIds) {
      await this.note({ msg: 'credits reserved', userId, holdIds, credits: amount, subject });
      return { outcome: 'reserved', holdIds };
    }
    return { outcome: 'insufficient-credits', price: Number(price), balance: Number(funds) };
  }

  /**
   * The work is done: what was set aside is ours, or `amount` of it, and the rest goes back.
   * @returns false when the hold was settled before
   */
  capture(holdId: string, amount?: number): Promise<boolean> {
    return this.settle(holdId, 'capture', amount ?? null);
  }

  /** The work failed: what was set aside goes back. @returns false when the hold was settled before */
  release(holdId: string): Promise<boolean> {
    return this.settle(holdId, 'release', 0);
  }

  /** Sum of all postings; anything but 0 is a fault. */
  async imbalance(): Promise<number> {
    const [row] = await this.database.query<{ sum: string | null }>(
      'select sum(amount) as sum from ledger_postings',
    );
    return Number(row?.sum ?? 0);
  }

  private async settle(
    holdId: string,
    how: 'capture' | 'release',
    amount: number | null,
  ): Promise<boolean> {
    const [row] = await this.database.prepared<{ moved: boolean; held: string | null }>(
      'ledger-settle',
      `select ledger_settle($1, $2, $3) as moved, (select amount from holds where id = $1) as held`,
      [holdId, how, amount],
    );
    const { moved, held } = row!;
    const credits = how === 'capture' ? (amount ?? Number(held)) : Number(held);
    if (moved) await this.note({ msg: SETTLED[how], holdId, credits });
    return moved;
  }

  /** Money leaves a line in the log with ids and credits, once it has moved for good. */
  private note(line: Record<string, unknown>): Promise<void> {
    return afterCommit(async () => this.logger.log(line));
  }

  /** @returns whether it moved now */
  private async moves(call: string, values: unknown[]): Promise<boolean> {
    const name = call.slice(0, call.indexOf('('));
    const [row] = await this.database.prepared<{ moved: boolean }>(
      name,
      `select ${call} as moved`,
      values,
    );
    return row!.moved;
  }

  private async balanceOf(kind: AccountKind, userId: string): Promise<number> {
    const [row] = await this.database.prepared<{ balance: string }>(
      'ledger-balance',
      'select balance from ledger_accounts where kind = $1 and user_id = $2',
      [kind, userId],
    );
    return Number(row?.balance ?? 0);
  }
}

const SETTLED = { capture: 'credits captured', release: 'credits released' } as const;

interface ReservedRow {
  funds: string;
  price: string;
  hold_ids: string[] | null;
}
