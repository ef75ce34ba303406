import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import { CONFIG, processName } from '@aisha/platform';
import { leaseTimes, type PollerConfig } from './poller.env';
import { EVICT_HOLDER, LOCK_HOLDERS } from './poller-statements';

export interface PollerLeaseView {
  botId: string;
  holder: string;
  epoch: number;
  since: string;
  /** Since its last renewal, in milliseconds by the database's clock. */
  renewedMsAgo: number;
  /** Whether it polls: it has not let go, and its database session, which carries the lock, lives. */
  held: boolean;
}

/** Who polls, for those who look on, and what they may do about it. */
@Injectable()
export class PollerLeases {
  private readonly owner;
  private readonly ttlMs;

  constructor(
    private readonly database: Database,
    @Inject(CONFIG) config: PollerConfig,
  ) {
    this.owner = processName(config);
    this.ttlMs = leaseTimes(config).ttlMs;
  }

  async list(): Promise<PollerLeaseView[]> {
    const rows = await this.database.query<{
      bot_id: string;
      holder: string;
      epoch: string;
      acquired_at: Date;
      renewed_ms_ago: string;
      held: boolean;
    }>(
      `select l.bot_id, l.holder, l.epoch, l.acquired_at,
         round(extract(epoch from clock_timestamp() - l.renewed_at) * 1000) as renewed_ms_ago,
         l.released_at is null and exists (select 1 from pg_stat_activity a
           where a.pid = l.backend_pid and a.backend_start = l.backend_start) as held
       from poller_leases l order by l.bot_id`,
    );
    return rows.map((row) => ({
      botId: row.bot_id,
      holder: row.holder,
      epoch: Number(row.epoch),
      since: row.acquired_at.toISOString(),
      renewedMsAgo: Number(row.renewed_ms_ago),
      held: row.held,
    }));
  }

  /** Has the bot a poller, or did it lose one that did not let go in order? */
  async isHeldOrFallen(botId: number): Promise<boolean> {
    const [row] = await this.database.query<{ yes: boolean }>(
      `select exists (${LOCK_HOLDERS}) or exists (
         select 1 from poller_leases where bot_id = $1::bigint and released_at is null) as yes`,
      [String(botId)],
    );
    return row!.yes;
  }

  async isHeld(botId: string, epoch: number): Promise<boolean> {
    const leases = await this.list();
    return leases.some((lease) => lease.botId === botId && lease.epoch === epoch && lease.held);
  }

  /**
   * Keeps the lock free for an instance for a while after this epoch: others that get it pass it on.
   * @returns false when the epoch is over already
   */
  async keepFor(successor: string, botId: string, epoch: number, ms: number): Promise<boolean> {
    const rows = await this.database.query(
      `update poller_leases set successor = $3,
         successor_until = clock_timestamp() + make_interval(secs => $4::float8 / 1000)
       where bot_id = $1 and epoch = $2 and released_at is null returning 1`,
      [botId, epoch, successor, ms],
    );
    return rows.length > 0;
  }

  /** Ends the database sessions of the holder of this epoch, which frees the lock. Harmless when it is over. */
  async evict(botId: string, epoch: number, reason: string): Promise<void> {
    const judged = [botId, epoch, null, reason, this.owner, this.ttlMs, botId];
    await this.database.query(EVICT_HOLDER, judged);
  }
}
