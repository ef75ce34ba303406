import { Injectable } from '@nestjs/common';
import { Database, type LedgerKind } from '@aisha/database';

/** A person's account in figures, as an operator sees it. */
export interface PersonFigures {
  balance: number;
  debt: number;
  openHolds: number;
  /** In credits. */
  held: number;
  avatars: number;
  pictures: number;
  transcripts: number;
  /** Since when they cannot be written to. */
  undeliverableSince: Date | null;
}

/** One movement of a person's credits; what was set aside counts as spent until it comes back. */
export interface LedgerLine {
  kind: LedgerKind;
  subject: string | null;
  /** What it did to what they can spend. */
  change: number;
  at: Date;
}

/** What there is to know about a person's account, over the tables of all parts: counts, no contents. */
@Injectable()
export class PeopleFacts {
  constructor(private readonly database: Database) {}

  async figures(userId: string, botId: number): Promise<PersonFigures> {
    const [row] = await this.database.query<Record<string, string> & { unreachable: Date | null }>(
      FIGURES,
      [userId, botId],
    );
    const { unreachable, ...counts } = row!;
    const count = (name: string) => Number(counts[name] ?? 0);
    return {
      balance: count('balance'),
      debt: count('debt'),
      openHolds: count('open_holds'),
      held: count('held'),
      avatars: count('avatars'),
      pictures: count('pictures'),
      transcripts: count('transcripts'),
      undeliverableSince: unreachable,
    };
  }

  /** Newest first; one more than fits on a page tells that there is a next one. */
  async ledgerLines(userId: string, page: number, size: number): Promise<LedgerLine[]> {
    const rows = await this.database.query<Omit<LedgerLine, 'change'> & { change: string }>(LINES, [
      userId,
      size + 1,
      page * size,
    ]);
    return rows.map(({ change, ...line }) => ({ ...line, change: Number(change) }));
  }
}

const FIGURES = `
  select
    (select balance from ledger_accounts where user_id = $1 and kind = 'available') as balance,
    (select -balance from ledger_accounts where user_id = $1 and kind = 'debt') as debt,
    (select balance from ledger_accounts where user_id = $1 and kind = 'held') as held,
    (select count(*) from holds where user_id = $1 and status = 'held') as open_holds,
    (select count(*) from avatars where owner_id = $1 and status <> 'draft' and deleted_at is null)
      as avatars,
    (select count(*) from images where owner_id = $1 and status = 'succeeded' and deleted_at is null)
      as pictures,
    (select count(*) from transcripts where owner_id = $1 and status = 'ready') as transcripts,
    (select c.undeliverable_since from chats c join users u on u.telegram_id = c.chat_id
     where u.id = $1 and c.bot_id = $2) as unreachable`;

const LINES = `
  select t.kind, t.subject, t.created_at as at, coalesce((
    select sum(p.amount) from ledger_postings p join ledger_accounts a on a.id = p.account_id
    where p.transaction_id = t.id and a.user_id = $1 and a.kind = 'available'), 0) as change
  from ledger_transactions t where t.user_id = $1
  order by t.created_at desc, t.id limit $2 offset $3`;
