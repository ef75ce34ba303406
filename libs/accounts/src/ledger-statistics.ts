import { Injectable } from '@nestjs/common';
import { Database, type LedgerKind } from '@aisha/database';

/** Days over which spending is summed: what a person remembers. */
export const STATISTICS_DAYS = 30;

/** A person's money in sums, in credits. */
export interface PersonStatistics {
  /** Of the last {@link STATISTICS_DAYS} days by what it was for (null where that is not known), most first. */
  spent: { subject: string | null; amount: number }[];
  /** Ever paid for. */
  bought: number;
  /** Ever got for nothing: grants, promo codes, rewards. */
  given: number;
  /** Of what was bought, taken back with the payment. */
  refunded: number;
}

/** Sums over a person's part of the ledger. */
@Injectable()
export class LedgerStatistics {
  constructor(private readonly database: Database) {}

  async of(userId: string): Promise<PersonStatistics> {
    const rows = await this.database.query<SumRow>(SUMS, [userId, STATISTICS_DAYS]);
    const total = (...kinds: LedgerKind[]) =>
      rows
        .filter(({ kind }) => kinds.includes(kind))
        .reduce((sum, { amount }) => sum + Math.abs(Number(amount)), 0);
    return {
      spent: rows
        .filter(({ kind }) => kind === 'capture')
        .map(({ subject, amount }) => ({ subject, amount: Number(amount) })),
      bought: total('purchase'),
      given: total('grant', 'promo', 'referral'),
      refunded: total('refund'),
    };
  }
}

interface SumRow {
  kind: LedgerKind;
  subject: string | null;
  amount: string;
}

/** What was spent is what was posted to our revenue; all else is what was posted to the person. */
const SUMS = `
  select t.kind, case t.kind when 'capture' then t.subject end as subject, sum(p.amount) as amount
  from ledger_transactions t
    join ledger_postings p on p.transaction_id = t.id
    join ledger_accounts a on a.id = p.account_id
  where t.user_id = $1 and (
    t.kind = 'capture' and t.created_at > now() - make_interval(days => $2) and a.kind = 'revenue'
    or t.kind in ('purchase', 'grant', 'promo', 'referral', 'refund') and a.user_id = $1)
  group by 1, 2 order by 3 desc, 2`;
