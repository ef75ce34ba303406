import { Cluster, Redis, type RedisOptions } from 'ioredis';
import type { RedisConfig } from '../config/config';
import { parseRedisAddress, type RedisAddress } from './redis-address';
import { redisOptions } from './redis-options';

export type RedisPurpose = 'worker' | 'producer' | 'limiter';
/** To one server, to the master that sentinels name, or to a whole cluster: all take the same commands. */
export type RedisConnection = Redis | Cluster;

const BY_PURPOSE: Record<RedisPurpose, RedisOptions> = {
  worker: { maxRetriesPerRequest: null },
  producer: { maxRetriesPerRequest: 1, commandTimeout: 5_000 },
  // What is asked on the way of an update must not hold it up: no answer within 100 ms counts as none.
  limiter: {
    maxRetriesPerRequest: 0,
    commandTimeout: 100,
    enableOfflineQueue: false,
    disconnectTimeout: 100,
  },
};
const CONNECT_TIMEOUT_MS = 5_000;
const backoff = (tries: number) => Math.min(tries * 100, 2_000);

/**
 * A Redis connection for one purpose. Workers wait for Redis for ever; a producer gives up at once, so that
 * nothing waits for a reminder which a sweep would make good; a limiter gives up before anybody notices.
 */
export function redisConnection(
  { REDIS_URL }: RedisConfig,
  purpose: RedisPurpose,
): RedisConnection {
  const address = parseRedisAddress(REDIS_URL);
  const options = { connectTimeout: CONNECT_TIMEOUT_MS, ...BY_PURPOSE[purpose] };
  if (address.kind === 'cluster') return toCluster(address, options);
  return new Redis({ ...redisOptions(address), retryStrategy: backoff, ...options });
}

/**
 * BullMQ's prefix of a queue's keys. Its scripts touch several keys of one queue at once: in a cluster the hash
 * tag keeps these together, and the queues apart.
 */
export const queuePrefix = ({ isCluster }: RedisConnection, queue: string): string =>
  isCluster ? `bull:{${queue}}` : 'bull';

function toCluster({ nodes, username, password, tls }: RedisAddress, options: RedisOptions) {
  const { enableOfflineQueue = true, ...ofNodes } = options;
  return new Cluster(nodes, {
    clusterRetryStrategy: backoff,
    enableOfflineQueue,
    slotsRefreshTimeout: CONNECT_TIMEOUT_MS, // the default of 1 s fails on a busy machine
    redisOptions: { ...ofNodes, username, password, ...(tls ? { tls: {} } : {}) },
    // Certificates are made out to names, so names are not looked up in advance.
    ...(tls ? { dnsLookup: (host, callback) => callback(null, host) } : {}),
  });
}
