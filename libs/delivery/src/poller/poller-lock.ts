import { Inject, Injectable, Logger } from '@nestjs/common';
import { Database, type DatabaseConfig, plainPostgresUrl } from '@aisha/database';
import { CONFIG } from '@aisha/platform';
import pg from 'pg';
import { PollerFence } from './poller-fence';

/** Namespace of our advisory locks, so that no other use of the same database meets them. */
const LOCK_CLASS = 0x415348;

/** The right to poll, until it is released or lost. */
export interface PollerTenure {
  epoch: number;
  /** Aborted as soon as the lock is lost; polling must stop at once. */
  lost: AbortSignal;
  release(): Promise<void>;
}

/**
 * One poller a bot: a session-level advisory lock on a connection of its own, which the server drops the moment
 * the process or the connection dies, and the fence, which holds even if somebody did not notice.
 */
@Injectable()
export class PollerLock {
  private readonly logger = new Logger(PollerLock.name);

  constructor(
    @Inject(CONFIG) private readonly config: DatabaseConfig,
    private readonly database: Database,
    private readonly fence: PollerFence,
  ) {}

  /** Waits until the lock is free, or the signal is aborted (then undefined). */
  async acquire(
    botId: number,
    holder: string,
    signal: AbortSignal,
  ): Promise<PollerTenure | undefined> {
    const client = new pg.Client({
      connectionString: plainPostgresUrl(
        this.config.DATABASE_DIRECT_URL ?? this.config.DATABASE_URL,
      ),
      application_name: `aisha poller ${holder}`.slice(0, 63),
      keepAlive: true,
    });
    const lost = new AbortController();
    client.on('error', (error) => {
      this.logger.warn({ msg: 'poller connection', error });
      lost.abort(error);
    });
    client.on('end', () => lost.abort(new Error('poller connection closed')));
    const end = () => client.end().catch(() => undefined);
    const giveUp = () => void end();
    signal.addEventListener('abort', giveUp, { once: true });
    try {
      await client.connect();
      await client.query('select pg_advisory_lock($1, hashtext($2))', [LOCK_CLASS, String(botId)]);
      return await this.begin(botId, holder, client, lost.signal, end);
    } catch (error) {
      await end();
      if (signal.aborted) return undefined;
      throw error;
    } finally {
      signal.removeEventListener('abort', giveUp);
    }
  }

  private async begin(
    botId: number,
    holder: string,
    client: pg.Client,
    lost: AbortSignal,
    release: () => Promise<void>,
  ): Promise<PollerTenure> {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    const epoch = await this.database.transaction(async () => {
      const raised = await this.fence.raise(botId);
      await this.database.query(
        `insert into poller_leases (bot_id, holder, backend_pid, epoch, acquired_at)
         values ($1, $2, $3, $4, now())
         on conflict (bot_id) do update set holder = excluded.holder,
           backend_pid = excluded.backend_pid, epoch = excluded.epoch,
           acquired_at = excluded.acquired_at, renewals = 0`,
        [botId, holder, rows[0]!.pid, raised],
      );
      return raised;
    });
    this.logger.log({ msg: 'polls from now on', epoch });
    return { epoch, lost, release };
  }
}
