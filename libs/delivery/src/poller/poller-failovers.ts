import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';

export interface PollerFailoverView {
  botId: string;
  epoch: number;
  from: string | null;
  to: string;
  /**
   * What the one before, or who ended it, said: `shutdown`, `moved`, `telegram-unreachable`, `conflict`, `silent`.
   * Else `session-ended` (killed, or its connection lost), `database-restarted`, `first-start`.
   */
  reason: string;
  /** Without a poller; from the last renewal where the one before did not let go itself. Null at the first start. */
  gapMs: number | null;
  at: string;
}

/** The book of changes of the poller. */
@Injectable()
export class PollerFailovers {
  constructor(private readonly database: Database) {}

  /** The newest first. */
  async latest(limit: number): Promise<PollerFailoverView[]> {
    const rows = await this.database.query<{
      bot_id: string;
      epoch: string;
      from_instance: string | null;
      to_instance: string;
      reason: string;
      gap_ms: number | null;
      at: Date;
    }>('select * from poller_failovers order by at desc, epoch desc limit $1', [limit]);
    return rows.map((row) => ({
      botId: row.bot_id,
      epoch: Number(row.epoch),
      from: row.from_instance,
      to: row.to_instance,
      reason: row.reason,
      gapMs: row.gap_ms,
      at: row.at.toISOString(),
    }));
  }

  /** Since the first start. */
  async counts(): Promise<{ reason: string; count: number }[]> {
    return this.database.query<{ reason: string; count: number }>(
      'select reason, count(*)::int as count from poller_failovers group by reason',
    );
  }
}
