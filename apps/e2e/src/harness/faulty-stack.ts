import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { onConnection, onRedis } from '@aisha/servers';
import { eventually } from '@aisha/testing';
import { openOwnServers, type OwnServers } from './own-servers';
import type { Person } from './person';
import { APPS, type AppName, Stack } from './stack';
import { TcpProxy } from './tcp-proxy';

const CLOCK = pathToFileURL(path.join(__dirname, 'turned-clock.mjs')).href;

/** What /health answers. */
export interface Health {
  status: number;
  checks: Record<string, { status: 'ok' | 'down'; detail?: string }>;
}
type Server = 'postgres' | 'redis' | 's3';

/** The product on a Postgres and a Redis of its own, behind wires that can be cut, with clocks that can be turned. */
export class FaultyStack {
  readonly wires = {} as Record<Server, TcpProxy>;
  private readonly closers: (() => Promise<unknown>)[] = [];
  private clocks!: string;
  servers!: OwnServers;
  stack!: Stack;

  /** @param overrides environment of the apps */
  static async start(overrides: Record<string, string> = {}): Promise<FaultyStack> {
    const world = new FaultyStack();
    try {
      await world.open(overrides);
      return world;
    } catch (error) {
      await world.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    for (const closer of this.closers.reverse()) await closer();
  }

  async rows<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
    return onConnection(this.servers.postgres.url, async (client) => {
      return (await client.query(text, values)).rows as Row[];
    });
  }

  async balance(person: Person): Promise<number> {
    const [row] = await this.rows<{ balance: string }>(
      `select balance from ledger_accounts a join users u on u.id = a.user_id
       where a.kind = 'available' and u.telegram_id = $1`,
      [person.id],
    );
    return Number(row?.balance);
  }

  async emptyRedis(): Promise<void> {
    await onRedis(this.servers.redis.url, (redis) => redis.flushall());
  }

  /** Jobs of a queue that a worker is working on, or was when it was killed a moment ago. */
  async jobsInHand(queue: string): Promise<number> {
    return onRedis(this.servers.redis.url, (redis) => redis.llen(`bull:${queue}:active`));
  }

  /** Sets an app's clock off by this much. */
  async turnClock(instance: string, ms: number): Promise<void> {
    await writeFile(path.join(this.clocks, instance), String(ms));
  }

  async health(instance: string): Promise<Health> {
    const response = await fetch(`${this.stack.address(instance)}/health`);
    const { checks } = (await response.json()) as Pick<Health, 'checks'>;
    return { status: response.status, checks };
  }

  /** Waits until an app says that it cannot use something. @returns the reason that it names */
  async saysDown(instance: string, check: string): Promise<string> {
    return eventually(
      async () => {
        const { status, checks } = await this.health(instance);
        expect({ status, check: checks[check]?.status }).toEqual({ status: 503, check: 'down' });
        return checks[check]?.detail ?? '';
      },
      { timeoutMs: 30_000 },
    );
  }

  allHealthy(): Promise<unknown> {
    return Promise.all(APPS.map((name) => this.stack.healthy(name)));
  }

  async stopAll(names: readonly AppName[] = APPS): Promise<void> {
    await Promise.all(names.map((name) => this.stack.app(name).stop()));
  }

  startAll(names: readonly AppName[] = APPS): void {
    names.forEach((name) => this.stack.app(name).start());
  }

  /** How many lines of trouble an app has written that are still kept. */
  troubles(name: string): number {
    return this.stack.app(name).output.match(/"level":"(warn|error)"/g)?.length ?? 0;
  }

  private async open(overrides: Record<string, string>): Promise<void> {
    this.clocks = await mkdtemp(path.join(tmpdir(), 'aisha-clocks-'));
    this.closers.push(() => rm(this.clocks, { recursive: true, force: true }));
    this.servers = await openOwnServers();
    this.closers.push(() => this.servers.close());
    this.stack = await Stack.start({
      DATABASE_URL: await this.wire('postgres', this.servers.postgres.url),
      REDIS_URL: await this.wire('redis', this.servers.redis.url),
      MINIO_ENDPOINT: await this.wire('s3', process.env['TEST_S3_ENDPOINT'] ?? ''),
      NODE_OPTIONS: `--import=${CLOCK}`,
      TURNED_CLOCK_DIR: this.clocks,
      ...overrides,
    });
    this.closers.push(() => this.stack.close());
  }

  private async wire(server: Server, address: string): Promise<string> {
    this.wires[server] = await TcpProxy.before(address);
    this.closers.push(() => this.wires[server].close());
    return this.wires[server].url;
  }
}
