import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';

/** A piece of work ends within hours, or is given up with a refund: after a day somebody has to look. */
const OPEN_TOO_LONG_HOURS = 24;
/** Of the session, for the audit alone: every transaction of the ledger is grouped, in memory as far as it goes. */
const AUDIT_MEMORY = '64MB';
/** It reads the whole ledger, about a second for a million postings: room for a ledger a hundred times as large. */
const AUDIT_TIMEOUT = '5min';
/** Any constant of our own: of several replicas one audits at a time. */
const AUDIT_LOCK = 8_140_200_561;

/** What is wrong with recent or with all transactions; all of it is 0. */
export interface TransactionFaults {
  /** Sum of the postings. */
  imbalance: number;
  /** Transactions without postings, or whose postings do not sum to zero. */
  unbalancedTransactions: number;
}
/** What is wrong with the ledger as a whole; all of it is 0. */
export interface LedgerFaults extends TransactionFaults {
  /** Accounts of people whose balance is not the sum of their postings, and of ours that keep a balance. */
  drift: number;
  holdsOpenTooLong: number;
}

/** Proves the books. The database refuses what would be found here; this finds what went around it. */
@Injectable()
export class LedgerAudit {
  constructor(private readonly database: Database) {}

  /**
   * Reads the whole ledger as it was at one moment, without a lock that anybody waits for.
   * @returns null while another process does so
   */
  whole(): Promise<LedgerFaults | null> {
    return this.database.transaction(async () => {
      const [lock] = await this.database.query<{ got: boolean }>(
        'select pg_try_advisory_xact_lock($1) as got',
        [AUDIT_LOCK],
      );
      if (!lock!.got) return null;
      await this.database.query(
        `select set_config('work_mem', '${AUDIT_MEMORY}', true),
           set_config('statement_timeout', '${AUDIT_TIMEOUT}', true)`,
      );
      const [row] = await this.database.query<Numbers<LedgerFaults>>(WHOLE, [OPEN_TOO_LONG_HOURS]);
      return numbersOf(row!);
    });
  }

  /** The transactions of the last minutes alone, found by an index on their time however many there are. */
  async recent(minutes: number): Promise<TransactionFaults> {
    const [row] = await this.database.query<Numbers<TransactionFaults>>(RECENT, [minutes]);
    return numbersOf(row!);
  }
}

/** Postgres gives numbers of 64 bits as text. */
type Numbers<Faults> = { [Name in keyof Faults]: string };

const numbersOf = <Faults extends object>(row: Numbers<Faults>): Faults =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, Number(value)]),
  ) as unknown as Faults;

const UNBALANCED = `
  select coalesce(sum(sum), 0) as imbalance,
    count(*) filter (where sum is distinct from 0) as unbalanced
  from (
    select sum(p.amount) as sum from checked t left join ledger_postings p on p.transaction_id = t.id
    group by t.id
  ) sums`;

const WHOLE = `
  with checked as (select id from ledger_transactions), transactions as (${UNBALANCED})
  select imbalance as "imbalance", unbalanced as "unbalancedTransactions",
    (select count(*) from ledger_accounts a left join (
        select account_id, sum(amount) as sum from ledger_postings group by account_id
      ) posted on posted.account_id = a.id
      where balance <> case when user_id is null then 0 else coalesce(sum, 0) end) as "drift",
    (select count(*) from holds
      where status = 'held' and created_at < now() - make_interval(hours => $1)) as "holdsOpenTooLong"
  from transactions`;

const RECENT = `
  with checked as (
    select id from ledger_transactions where created_at > now() - make_interval(mins => $1)
  ), transactions as (${UNBALANCED})
  select imbalance as "imbalance", unbalanced as "unbalancedTransactions" from transactions`;
