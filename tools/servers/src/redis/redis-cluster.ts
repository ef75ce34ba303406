import { randomBytes } from 'node:crypto';
import { freePort } from '../processes/free-port';
import { until } from '../processes/until';
import { onRedis } from './redis-connection';
import { type RedisProcess, startRedisNode } from './redis-node';

/** Three masters without replicas: enough to part the keys. */
export interface ClusterRedis {
  /** The `redis+cluster://` address that apps are given; it names two of the nodes. */
  readonly url: string;
  /** Keys at each node. */
  keysByNode(): Promise<string[][]>;
  close(): Promise<void>;
}

const SLOTS = 16_384;
const MASTERS = 3;
const PATIENCE_MS = 15_000;

/** A Redis Cluster of this run. @throws NotHere where there is no Redis binary */
export async function startClusterRedis(root: string): Promise<ClusterRedis> {
  const password = randomBytes(18).toString('base64url');
  const nodes: RedisProcess[] = [];
  for (let count = 0; count < MASTERS; count += 1) nodes.push(await startNode(root, password));
  await join(nodes);
  const hosts = nodes.slice(0, 2).map(({ port }) => `127.0.0.1:${port}`);
  return {
    url: `redis+cluster://:${password}@${hosts.join(',')}`,
    keysByNode: () => Promise.all(nodes.map(({ url }) => onRedis(url, (redis) => redis.keys('*')))),
    close: async () => void (await Promise.all(nodes.map(({ stop }) => stop('SIGKILL')))),
  };
}

async function startNode(root: string, password: string): Promise<RedisProcess> {
  const lines = [
    `requirepass ${password}`,
    `masterauth ${password}`,
    'save ""',
    'cluster-enabled yes',
    `cluster-port ${await freePort()}`,
    'cluster-node-timeout 2000',
  ];
  return startRedisNode(root, { port: await freePort(), password, lines });
}

async function join(nodes: readonly RedisProcess[]): Promise<void> {
  const share = Math.ceil(SLOTS / nodes.length);
  for (const [index, { url }] of nodes.entries()) {
    const last = Math.min(SLOTS, (index + 1) * share) - 1;
    await onRedis(url, (redis) => redis.cluster('ADDSLOTSRANGE', index * share, last));
  }
  await Promise.all(nodes.slice(1).map((node) => meet(nodes[0]!, node)));
  const joined = await until(
    async () => (await Promise.all(nodes.map(isComplete))).every(Boolean),
    PATIENCE_MS,
  );
  if (!joined) throw new Error('The nodes of the Redis cluster did not find one another');
}

/** The bus of a node listens at a port of its own, which the other one must be told. */
const meet = (node: RedisProcess, other: RedisProcess) =>
  onRedis(other.url, async (redis) => {
    const [, busPort] = (await redis.config('GET', 'cluster-port')) as [string, string];
    await onRedis(node.url, (first) =>
      first.call('CLUSTER', 'MEET', '127.0.0.1', String(other.port), busPort),
    );
  });

const isComplete = ({ url }: RedisProcess) =>
  onRedis(url, async (redis) => {
    const info = await redis.cluster('INFO');
    return info.includes('cluster_state:ok') && info.includes(`cluster_known_nodes:${MASTERS}`);
  });
