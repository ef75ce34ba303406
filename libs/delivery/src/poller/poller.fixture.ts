import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import { processName } from '@aisha/platform';
import { eventually } from '@aisha/testing';
import pg from 'pg';
import type { PollerConfig } from './poller.env';
import { PollerLock } from './poller-lock';
import { BEGIN_TENURE, TAKE_LOCK } from './poller-statements';
import type { PollerTenure } from './poller-tenure';

/** A gateway as far as the election goes. */
export class Candidate {
  readonly owner: string;
  tenure?: PollerTenure;
  failure?: unknown;
  private readonly config: PollerConfig;
  private readonly stop = new AbortController();
  private waiting = false;

  constructor(
    readonly instance: string,
    url: string,
    ttlMs = 1_000,
  ) {
    this.config = { DATABASE_URL: url, INSTANCE_ID: instance, POLLER_LEASE_TTL_MS: ttlMs };
    this.owner = processName(this.config);
  }

  /** Resolves when it waits or polls. */
  async stand(botId: number): Promise<this> {
    const lock = new PollerLock(this.config);
    const onWaiting = () => (this.waiting = true);
    lock.acquire(botId, this.instance, this.stop.signal, onWaiting).then(
      (tenure) => (this.tenure = tenure),
      (failure: unknown) => (this.failure = failure),
    );
    await eventually(() => this.waiting);
    return this;
  }

  async polls(timeoutMs = 5_000): Promise<PollerTenure> {
    return eventually(
      () => {
        if (!this.tenure)
          throw new Error(`${this.instance} does not poll: ${String(this.failure)}`);
        return this.tenure;
      },
      { timeoutMs },
    );
  }

  async leave(): Promise<void> {
    this.stop.abort();
    await this.tenure?.release();
  }
}

/** A process that became the poller, or only got its lock, and then does nothing any more. */
export async function frozenProcess(url: string, name: string): Promise<FrozenProcess> {
  const client = new pg.Client({ connectionString: url, application_name: name });
  client.on('error', () => undefined); // its sessions are ended, which is what the tests want
  await client.connect();
  return new FrozenProcess(client, name);
}

export class FrozenProcess {
  constructor(
    readonly client: pg.Client,
    readonly name: string,
  ) {}

  takeLock(botId: number): Promise<unknown> {
    return this.client.query(TAKE_LOCK, [String(botId)]);
  }

  async poll(botId: number, ttlMs = 1_000): Promise<number> {
    await this.takeLock(botId);
    const { rows } = await this.client.query<{ epoch: string }>(BEGIN_TENURE, [
      botId,
      this.name,
      this.name,
      ttlMs,
    ]);
    return Number(rows[0]!.epoch);
  }

  async end(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }
}

/** The way to Postgres for one process, which can be made to swallow everything as a dead network does. */
export async function swallowingProxy(target: string) {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let swallows = false;
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('data', (chunk) => swallows || to.write(chunk));
      from.on('close', () => swallows || to.destroy());
      from.on('error', () => undefined);
    }
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = new URL(target);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: url.href,
    swallow: () => (swallows = true),
    close: () => {
      sockets.forEach((socket) => socket.destroy());
      server.close();
    },
  };
}
