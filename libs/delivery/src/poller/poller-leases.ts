import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';

export interface PollerLeaseView {
  botId: string;
  holder: string;
  epoch: number;
  since: string;
  /** Whether the holder's database session, which carries the lock, still lives. */
  held: boolean;
}

/** Who polls, for those who look on. */
@Injectable()
export class PollerLeases {
  constructor(private readonly database: Database) {}

  async list(): Promise<PollerLeaseView[]> {
    const rows = await this.database.query<{
      bot_id: string;
      holder: string;
      epoch: string;
      acquired_at: Date;
      held: boolean;
    }>(
      `select l.bot_id, l.holder, l.epoch, l.acquired_at,
         exists (select 1 from pg_stat_activity a where a.pid = l.backend_pid
           and a.backend_start <= l.acquired_at) as held
       from poller_leases l order by l.bot_id`,
    );
    return rows.map((row) => ({
      botId: row.bot_id,
      holder: row.holder,
      epoch: Number(row.epoch),
      since: row.acquired_at.toISOString(),
      held: row.held,
    }));
  }
}
