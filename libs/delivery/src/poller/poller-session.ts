import { Socket } from 'node:net';
import { type DatabaseConfig, plainPostgresUrl } from '@aisha/database';
import { withDeadline } from '@aisha/platform';
import pg from 'pg';

const CONNECT_MS = 2_000;
const KEEPALIVE_MS = 5_000;
/**
 * A waiting statement keeps its snapshot, and vacuum keeps every row that the snapshot may see. So a standby
 * queues for the lock anew each minute; Postgres logs a lock timeout then.
 */
const SNAPSHOT_S = 60;
/**
 * The server, too, finds a dead peer within about ten seconds, so that no lock stays with one; and whatever the
 * role's defaults are, waiting for the lock and holding it idle must not be ended by them.
 */
const SETTINGS = [
  'tcp_keepalives_idle=5',
  'tcp_keepalives_interval=2',
  'tcp_keepalives_count=3',
  'tcp_user_timeout=6000',
  'statement_timeout=0',
  `lock_timeout=${SNAPSHOT_S}s`,
  'idle_session_timeout=0',
];
/**
 * A session that waits for a lock does not see that its process died, and would stand in the queue for it. Where
 * the server's system cannot look (Windows) it refuses the setting, and the lock timeout does it later.
 */
const NOTICE_DEAD_CLIENT = `set client_connection_check_interval = '1s'`;

/**
 * A database session of its own, past the pool and past a pooling proxy: to hold a lock, or to watch one.
 * `ended` is aborted when it breaks or is closed; a query on it that gets no answer in time breaks nothing.
 */
export class PollerSession {
  private readonly over = new AbortController();
  readonly ended: AbortSignal = this.over.signal;
  /** One statement at a time. */
  private last: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly client: pg.Client,
    private readonly socket: Socket,
  ) {
    client.on('error', (error) => this.over.abort(error));
    client.on('end', () => this.over.abort(new Error('the database session ended')));
  }

  /** @param name `application_name`, by which others see whether this process lives */
  static async open(config: DatabaseConfig, name: string): Promise<PollerSession> {
    const socket = new Socket();
    const client = new pg.Client({
      connectionString: plainPostgresUrl(config.DATABASE_DIRECT_URL ?? config.DATABASE_URL),
      application_name: name,
      connectionTimeoutMillis: CONNECT_MS,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEPALIVE_MS,
      options: SETTINGS.map((setting) => `-c ${setting}`).join(' '),
      stream: () => socket,
    });
    const session = new PollerSession(client, socket);
    try {
      await client.connect();
      await client.query(NOTICE_DEAD_CLIENT).catch(() => undefined);
      return session;
    } catch (error) {
      session.close();
      throw error;
    }
  }

  /** The server process behind it. */
  get pid(): number {
    return Number((this.client as unknown as { processID: number }).processID);
  }

  /** @throws Error when the session is over, or after `deadlineMs` without an answer */
  async query<Row>(sql: string, parameters: unknown[], deadlineMs?: number): Promise<Row[]> {
    const answer = this.last
      .then(() => this.client.query(sql, parameters))
      .then(({ rows }) => rows as Row[]);
    this.last = answer.catch(() => undefined);
    if (deadlineMs === undefined) return answer;
    return withDeadline(answer, deadlineMs, `Postgres did not answer within ${deadlineMs} ms`);
  }

  /** At once, also when the other side does not answer; the server then lets go of all that it held. */
  close(): void {
    this.over.abort(new Error('the database session was closed'));
    this.client.end().catch(() => undefined);
    this.socket.destroySoon();
    setTimeout(() => this.socket.destroy(), 100).unref();
  }
}
