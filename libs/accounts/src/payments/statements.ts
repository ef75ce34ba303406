import { Injectable } from '@nestjs/common';
import { Database, type PaymentProviderName } from '@aisha/database';

/** Whose list of transactions. */
export interface StatementRef {
  provider: PaymentProviderName;
  botId: number;
}

/** A list that this process may read now. */
export interface TakenStatement {
  /** Transactions to leave out: they were read. */
  position: number;
  /** When this installation began; what happened earlier is not its affair. */
  since: Date;
}

/** A payment of ours that the provider does not list. */
export interface MissedPayment {
  id: string;
  chargeId: string;
  amount: number;
}

/** How far each provider's own list was compared with our payments. */
@Injectable()
export class Statements {
  constructor(private readonly database: Database) {}

  /**
   * Takes the list to read, if it is due.
   * @param leaseS how long others leave it alone; after that they read it again, which does no harm
   */
  async take({ provider, botId }: StatementRef, leaseS: number): Promise<TakenStatement | null> {
    await this.database.query(
      'insert into payment_statements (provider, bot_id) values ($1, $2) on conflict do nothing',
      [provider, botId],
    );
    const [row] = await this.database.query<{ position: string; created_at: Date }>(
      `update payment_statements set due_at = now() + make_interval(secs => $3)
       where provider = $1 and bot_id = $2 and due_at <= now() returning position, created_at`,
      [provider, botId, leaseS],
    );
    return row ? { position: Number(row.position), since: row.created_at } : null;
  }

  /** A page is read: the next reading goes on behind it, even if this one is cut off. */
  async advance({ provider, botId }: StatementRef, position: number, seen: string[]) {
    await this.database.transaction(async () => {
      await this.database.query(
        `update payments set listed_at = now()
         where provider = $1 and charge_id = any($2) and listed_at is null`,
        [provider, seen],
      );
      await this.database.query(
        `update payment_statements set position = greatest(position, $3)
         where provider = $1 and bot_id = $2`,
        [provider, botId, position],
      );
    });
  }

  /** The whole list is read. */
  async finish({ provider, botId }: StatementRef, nextInS: number): Promise<void> {
    await this.database.query(
      `update payment_statements set read_at = now(), due_at = now() + make_interval(secs => $3)
       where provider = $1 and bot_id = $2`,
      [provider, botId, nextInS],
    );
  }

  /** Payments from before that moment that the list does not hold; each is given once. */
  async missed({ provider, botId }: StatementRef, before: Date): Promise<MissedPayment[]> {
    const rows = await this.database.query<{ id: string; charge_id: string; amount: string }>(
      `update payments set missed_at = now()
       where provider = $1 and bot_id = $2 and paid_at < $3 and listed_at is null
         and missed_at is null
       returning id, charge_id, amount`,
      [provider, botId, before],
    );
    return rows.map((row) => ({ id: row.id, chargeId: row.charge_id, amount: Number(row.amount) }));
  }

  /** How many payments the list should hold and does not. */
  async unmatched({ provider, botId }: StatementRef): Promise<number> {
    const [row] = await this.database.query<{ count: string }>(
      `select count(*) from payments
       where provider = $1 and bot_id = $2 and listed_at is null and missed_at is not null`,
      [provider, botId],
    );
    return Number(row!.count);
  }
}
