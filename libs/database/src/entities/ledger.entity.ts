import {
  Check,
  Column,
  Entity,
  Index,
  PrimaryGeneratedColumn,
  Unique,
  type Relation,
} from 'typeorm';
import { BelongsTo, BigInteger, CreatedAt, Instant, oneOf, Words } from '../columns';
import { User } from './user.entity';

/**
 * `available` and `held` belong to a person and never fall below zero; `debt` is theirs too and never above it. The
 * others are ours: what was earned, given, sold, promised as a reward, and left behind.
 */
export const ACCOUNT_KINDS = [
  'available',
  'held',
  'debt',
  'revenue',
  'grants',
  'sales',
  'rewards',
  'forfeited',
] as const;
export type AccountKind = (typeof ACCOUNT_KINDS)[number];

@Entity('ledger_accounts')
@Unique('ledger_accounts_of', ['kind', 'userId'])
@Check('ledger_accounts_kind', oneOf('kind', ACCOUNT_KINDS))
@Check(
  'ledger_accounts_owner',
  `("kind" in ('available', 'held', 'debt')) = ("user_id" is not null)`,
)
@Check('ledger_accounts_owed', `"kind" <> 'debt' or "balance" <= 0`)
@Check('ledger_accounts_covered', `"kind" not in ('available', 'held') or "balance" >= 0`)
export class LedgerAccount {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Words() kind!: AccountKind;
  @Column('uuid', { nullable: true }) userId!: string | null;
  /**
   * In credits. Kept by a trigger from the postings of a person's accounts; nothing else writes it. Ours, to which
   * everybody posts, keep none: theirs is the sum of their postings.
   */
  @BigInteger({ default: 0 }) balance!: number;
  @BelongsTo(() => User, 'user_id') user?: Relation<User>;
}

export const LEDGER_KINDS = [
  'grant',
  'purchase',
  'promo',
  'referral',
  'refund',
  'forfeit',
  'reserve',
  'capture',
  'release',
] as const;
export type LedgerKind = (typeof LEDGER_KINDS)[number];

/** Append-only, and never without postings (both by triggers). */
@Entity('ledger_transactions')
@Index('ledger_transactions_history', ['userId', 'createdAt'])
@Check('ledger_transactions_kind', oneOf('kind', LEDGER_KINDS))
export class LedgerTransaction {
  @PrimaryGeneratedColumn('uuid') id!: string;
  /** Idempotency key: the same key is the same transaction. */
  @Words({ unique: true }) key!: string;
  @Words() kind!: LedgerKind;
  /** What it was for, in a word of ours: nothing that a person wrote. */
  @Words({ nullable: true }) subject!: string | null;
  @Column('uuid') userId!: string;
  @CreatedAt() createdAt!: Date;
  @BelongsTo(() => User, 'user_id') user?: Relation<User>;
}

/** One side of a transaction. Append-only; the postings of a transaction sum to zero (both by triggers). */
@Entity('ledger_postings')
@Index('ledger_postings_transaction', ['transactionId'])
@Check('ledger_postings_amount', '"amount" <> 0')
export class LedgerPosting {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') transactionId!: string;
  @Column('uuid') accountId!: string;
  @BigInteger() amount!: number;
  @BelongsTo(() => LedgerTransaction, 'transaction_id') transaction?: Relation<LedgerTransaction>;
  @BelongsTo(() => LedgerAccount, 'account_id') account?: Relation<LedgerAccount>;
}

export const HOLD_STATUSES = ['held', 'captured', 'released'] as const;
export type HoldStatus = (typeof HOLD_STATUSES)[number];

/** Credits set aside for a piece of work; settled exactly once, after which the row cannot change (by a trigger). */
@Entity('holds')
@Check('holds_status', oneOf('status', HOLD_STATUSES))
@Check('holds_amount', '"amount" > 0')
@Check(
  'holds_captured',
  `"captured" between 0 and "amount" and ("captured" = 0 or "status" = 'captured')`,
)
export class Hold {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') userId!: string;
  @Words({ unique: true }) key!: string;
  @BigInteger() amount!: number;
  /** What it is for, in a word of ours. */
  @Words({ nullable: true }) subject!: string | null;
  @Words({ default: 'held' }) status!: HoldStatus;
  /** What became ours; null in rows of older versions, which captured all or nothing. */
  @BigInteger({ nullable: true }) captured!: number | null;
  @CreatedAt() createdAt!: Date;
  @Instant({ nullable: true }) settledAt!: Date | null;
  @BelongsTo(() => User, 'user_id') user?: Relation<User>;
}
