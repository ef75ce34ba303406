import { z } from 'zod';

export interface RedisNode {
  host: string;
  port: number;
}

/** What a `REDIS_URL` says. */
export interface RedisAddress {
  /** One server, servers that sentinels watch, or a cluster. */
  kind: 'server' | 'sentinel' | 'cluster';
  /** The server, the sentinels, or some of the cluster's nodes; one at least. */
  nodes: RedisNode[];
  /** What the sentinels call the servers that they watch. */
  service?: string;
  tls: boolean;
  username?: string;
  password?: string;
  /** The sentinels' own, where they ask for one. */
  sentinelUsername?: string;
  sentinelPassword?: string;
  /** Number of the database; a cluster has only 0. */
  db: number;
}

const FORM =
  /^(?<scheme>rediss?(?:\+sentinel|\+cluster)?):\/\/(?:(?<user>[^/]*)@)?(?<hosts>[^/?#@\s]+)(?:\/(?<path>[^?#]*))?(?:\?(?<query>.*))?$/;
const NODE = /^(?<host>\[[0-9a-f:.]+\]|[^:[\]]+)(?::(?<port>\d{1,5}))?$/i;
const PORTS = { server: 6379, sentinel: 26_379, cluster: 6379 };
const FORMS =
  'must look like redis://, rediss://, redis+sentinel://host,host/service or redis+cluster://host,host';

/**
 * Reads a `REDIS_URL`. Sentinel has the form that redis-py's users know; the same with `rediss` means TLS.
 * @throws Error one sentence on what is wrong, without a value: there is a password in it
 */
export function parseRedisAddress(text: string): RedisAddress {
  const { scheme, user = '', hosts, path = '', query = '' } = FORM.exec(text)?.groups ?? {};
  if (!scheme || !hosts) throw new Error(FORMS);
  const kind = kindOf(scheme);
  const [username, password] = user.split(/:(.*)/s, 2).map(decode);
  const asked = new URLSearchParams(query);
  const nodes = hosts.split(',').map((node) => nodeOf(node, PORTS[kind]));
  if (kind === 'server' && nodes.length > 1) throw new Error(`${FORMS}: one server has one host`);
  return {
    kind,
    nodes,
    tls: scheme.startsWith('rediss'),
    username: username || undefined,
    password: password || undefined,
    sentinelUsername: asked.get('sentinel_username') ?? undefined,
    sentinelPassword: asked.get('sentinel_password') ?? undefined,
    ...(kind === 'sentinel' ? watched(path) : { db: database(path, kind) }),
  };
}

/** A `REDIS_URL` in a shape of variables; it stays text. */
export const redisUrl = z.string('is missing').superRefine((text, context) => {
  try {
    parseRedisAddress(text);
  } catch (error) {
    context.addIssue((error as Error).message);
  }
});

const kindOf = (scheme: string) =>
  scheme.endsWith('+sentinel') ? 'sentinel' : scheme.endsWith('+cluster') ? 'cluster' : 'server';

function nodeOf(text: string, defaultPort: number): RedisNode {
  const { host, port } = NODE.exec(text)?.groups ?? {};
  if (!host || Number(port) > 65_535) throw new Error('names a host that is not host:port');
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port ?? defaultPort) };
}

function watched(path: string): { service: string; db: number } {
  const [service, db = '', ...more] = path.split('/');
  if (!service || more.length > 0) {
    throw new Error('must name what the sentinels watch: redis+sentinel://host:26379/service');
  }
  return { service: decode(service), db: database(db, 'sentinel') };
}

function database(text: string, kind: RedisAddress['kind']): number {
  if (!/^\d*$/.test(text)) throw new Error('must end in the number of a database, or in nothing');
  if (kind === 'cluster' && Number(text) > 0)
    throw new Error('must not end in a number: a cluster has one database');
  return Number(text);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Error('has a % that begins no escape: write %25 for it');
  }
}
