import type { RedisOptions } from 'ioredis';
import { anyNodeOf } from './any-node.connector';
import type { RedisAddress } from './redis-address';
import { watchingSentinels } from './watching-sentinel.connector';

/** A sentinel answers within a millisecond; of those that hang the next one is asked. */
const SENTINEL_TIMEOUT_MS = 1_000;
/** Between two rounds of asking all sentinels. */
const SENTINEL_ROUND_MS = 200;

/** How to try again is the caller's to say. */
type AddressOptions = Omit<RedisOptions, 'retryStrategy'>;

/** What ioredis needs for one connection to this address; in a cluster: to any one of its nodes. */
export function redisOptions(address: RedisAddress): AddressOptions {
  const { kind, nodes, username, password, db, tls } = address;
  const login = { username, password, db, ...(tls ? { tls: {} } : {}) };
  if (kind === 'sentinel') return { ...login, ...sentinelOptions(address) };
  if (kind === 'cluster') return { ...login, Connector: anyNodeOf(nodes, tls) };
  return { ...login, ...nodes[0]! };
}

const sentinelOptions = (address: RedisAddress): AddressOptions => ({
  sentinels: address.nodes,
  name: address.service,
  sentinelUsername: address.sentinelUsername,
  sentinelPassword: address.sentinelPassword,
  ...(address.tls ? { enableTLSForSentinelMode: true, sentinelTLS: {} } : {}),
  sentinelCommandTimeout: SENTINEL_TIMEOUT_MS,
  sentinelRetryStrategy: () => SENTINEL_ROUND_MS,
  Connector: watchingSentinels(address) as RedisOptions['Connector'],
  // A master that became a replica keeps its connections and refuses what is written: 2 = elsewhere, once more.
  reconnectOnError: (error) => (error.message.startsWith('READONLY') ? 2 : false),
});
