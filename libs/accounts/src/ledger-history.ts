import { Injectable } from '@nestjs/common';
import { Database, type HoldStatus, type LedgerKind } from '@aisha/database';

/** Lines on a page: they and their times fit on a telephone's screen. */
export const HISTORY_PAGE_SIZE = 8;

/** What a person would call it. What was set aside and came of it is one event. */
export type HistoryEvent =
  'spent' | 'given-back' | 'set-aside' | Exclude<LedgerKind, 'reserve' | 'capture' | 'release'>;

export interface HistoryLine {
  event: HistoryEvent;
  /** What for, in a word of ours, where that is known. */
  subject: string | null;
  /** Credits, never below 0. */
  amount: number;
  /** What there was afterwards, below 0 for a debt; null where nothing changed in the end. */
  balance: number | null;
  at: Date;
}

export interface HistoryPage {
  lines: HistoryLine[];
  /** Counts from 0. */
  page: number;
  pages: number;
  total: number;
}

/** What became of a person's credits, told from the ledger. */
@Injectable()
export class LedgerHistory {
  constructor(private readonly database: Database) {}

  /** A page, newest first; the last one when there are fewer. */
  async page(userId: string, page: number): Promise<HistoryPage> {
    const rows = await this.database.query<LineRow>(PAGE, [userId, page * HISTORY_PAGE_SIZE]);
    const total = Number(rows[0]?.total ?? 0);
    const pages = Math.max(1, Math.ceil(total / HISTORY_PAGE_SIZE));
    return { lines: rows.map(lineOf), page: Math.min(page, pages - 1), pages, total };
  }
}

/**
 * Each event is one transaction that is neither capture nor release: they are the end of one that is there. What
 * there was after an event is what there is now, less all that newer events brought: read are the page and the
 * lines before it.
 */
const PAGE = `
  with events as (
    select id, key, kind, subject, created_at from ledger_transactions
    where user_id = $1 and kind not in ('capture', 'release')
  ), counted as (
    select count(*) as total,
      least($2::bigint, greatest(count(*) - 1, 0) / ${HISTORY_PAGE_SIZE} * ${HISTORY_PAGE_SIZE}) as start
    from events
  ), newest as (
    select * from events order by created_at desc, id desc
    limit (select start + ${HISTORY_PAGE_SIZE} from counted)
  ), changes as (
    select n.*, h.status, h.amount, coalesce(h.captured, h.amount) as captured,
      case h.status when 'held' then -h.amount when 'captured' then -coalesce(h.captured, h.amount)
        when 'released' then 0 else (
          select sum(p.amount) from ledger_postings p join ledger_accounts a on a.id = p.account_id
          where p.transaction_id = n.id and a.user_id = $1
        ) end as change
    from newest n left join holds h on h.id = case when n.kind = 'reserve'
      and n.key ~ '^reserve-[0-9a-f-]{36}$' then substr(n.key, 9)::uuid end
  ), running as (
    select c.*, row_number() over newer as place,
      (select coalesce(sum(balance), 0) from ledger_accounts
        where user_id = $1 and kind in ('available', 'debt'))
      - coalesce(sum(change) over (newer rows between unbounded preceding and 1 preceding), 0) as balance
    from changes c window newer as (order by created_at desc, id desc)
  )
  select kind, subject, created_at, status, amount, captured, change, balance, total
  from running, counted where place > start order by place`;

interface LineRow {
  kind: LedgerKind;
  subject: string | null;
  created_at: Date;
  /** Of the hold, where there is one. */
  status: HoldStatus | null;
  amount: string | null;
  captured: string | null;
  change: string;
  balance: string;
  total: string;
}

function lineOf(row: LineRow): HistoryLine {
  const event = eventOf(row);
  const change = Math.abs(Number(row.change));
  return {
    event,
    subject: row.subject,
    amount: event === 'given-back' ? Number(row.amount) : change,
    balance: change === 0 ? null : Number(row.balance),
    at: row.created_at,
  };
}

function eventOf({ kind, status, captured }: LineRow): HistoryEvent {
  switch (status) {
    case 'held':
      return 'set-aside';
    case 'captured':
      return Number(captured) > 0 ? 'spent' : 'given-back';
    case 'released':
      return 'given-back';
    case null:
      return kind === 'reserve' || kind === 'capture' || kind === 'release' ? 'set-aside' : kind;
  }
}
