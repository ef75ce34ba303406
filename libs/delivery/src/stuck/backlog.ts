import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';

/** What waits in a table, and for how long the oldest has. */
export interface Waiting {
  readonly count: number;
  readonly oldestSeconds: number;
}

/** Updates that are not handled and messages that are due and not sent. Two partial indexes hold just these rows. */
@Injectable()
export class Backlog {
  constructor(private readonly database: Database) {}

  updates(): Promise<Waiting> {
    return this.waiting(`select received_at as since from inbox_updates where status = 'pending'`);
  }

  /** A message whose turn comes later, by Telegram's word, does not wait for us. */
  messages(): Promise<Waiting> {
    return this.waiting(
      `select greatest(created_at, not_before) as since from outbound_messages
       where status in ('pending', 'sending') and not_before <= now()`,
    );
  }

  private async waiting(rows: string): Promise<Waiting> {
    const [row] = await this.database.query<{ count: number; seconds: number }>(
      `select count(*)::int as count,
         coalesce(extract(epoch from clock_timestamp() - min(since)), 0)::float8 as seconds
       from (${rows}) r`,
    );
    return { count: row!.count, oldestSeconds: row!.seconds };
  }
}
