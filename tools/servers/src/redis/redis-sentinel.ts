import { randomBytes } from 'node:crypto';
import { freePort } from '../processes/free-port';
import { until } from '../processes/until';
import { onRedis } from './redis-connection';
import { type RedisProcess, startRedisNode } from './redis-node';

/** A master, its replica, and three sentinels that put the replica in its place. */
export interface SentinelRedis {
  /** The `redis+sentinel://` address that apps are given. */
  readonly url: string;
  /** Of the server that is the master now. */
  masterUrl(): Promise<string>;
  /** What was written reached the replica. */
  replicated(): Promise<void>;
  /** Ends the master that there was at the start, or freezes it by SIGSTOP. */
  stopMaster(signal: 'SIGKILL' | 'SIGSTOP'): void;
  close(): Promise<void>;
}

const SERVICE = 'aisha-test';
const SENTINELS = 3;
const PATIENCE_MS = 15_000;

/** Sentinels that find a master dead after 500 ms. @throws NotHere where there is no Redis binary */
export async function startSentinelRedis(root: string): Promise<SentinelRedis> {
  const password = randomBytes(18).toString('base64url');
  const master = await startServer(root, password);
  const replica = await startServer(root, password, master.port);
  const sentinels: RedisProcess[] = [];
  for (let count = 0; count < SENTINELS; count += 1) {
    sentinels.push(await startSentinel(root, password, master.port));
  }
  const first = sentinels[0]!.url;
  const know = await until(() => complete(first), PATIENCE_MS);
  if (!know) throw new Error('The sentinels did not find the replica and one another');
  const hosts = sentinels.map(({ port }) => `127.0.0.1:${port}`).join(',');
  return {
    url: `redis+sentinel://:${password}@${hosts}/${SERVICE}`,
    masterUrl: async () => `redis://:${password}@127.0.0.1:${await masterPort(first)}`,
    replicated: () => onRedis(master.url, async (redis) => void (await redis.wait(1, PATIENCE_MS))),
    stopMaster: (signal) => void process.kill(master.pid, signal),
    close: async () => {
      await Promise.all([...sentinels, replica, master].map(({ stop }) => stop('SIGKILL')));
    },
  };
}

async function startServer(root: string, password: string, masterPort?: number) {
  const lines = [
    `requirepass ${password}`,
    `masterauth ${password}`,
    'save ""',
    'repl-diskless-sync-delay 0',
    ...(masterPort ? [`replicaof 127.0.0.1 ${masterPort}`] : []),
  ];
  return startRedisNode(root, { port: await freePort(), password, lines });
}

async function startSentinel(root: string, password: string, masterPort: number) {
  const lines = [
    `sentinel monitor ${SERVICE} 127.0.0.1 ${masterPort} 2`,
    `sentinel auth-pass ${SERVICE} ${password}`,
    `sentinel down-after-milliseconds ${SERVICE} 500`,
    `sentinel failover-timeout ${SERVICE} 3000`,
  ];
  const flags = ['--sentinel'];
  return startRedisNode(root, { port: await freePort(), password: '', lines, flags });
}

const ask = (url: string, ...words: [string, ...string[]]) =>
  onRedis(url, (redis) => redis.call('SENTINEL', ...words));

async function complete(url: string): Promise<boolean> {
  const [replicas, others] = await Promise.all([
    ask(url, 'replicas', SERVICE) as Promise<string[][]>,
    ask(url, 'sentinels', SERVICE) as Promise<string[][]>,
  ]);
  const linked = replicas.some((fields) => valueOf(fields, 'master-link-status') === 'ok');
  return linked && others.length === SENTINELS - 1;
}

/** Sentinels answer with names and values in turn. */
const valueOf = (fields: string[], name: string) => fields[fields.indexOf(name) + 1];

async function masterPort(url: string): Promise<string | undefined> {
  const address = (await ask(url, 'get-master-addr-by-name', SERVICE)) as string[];
  return address[1];
}
