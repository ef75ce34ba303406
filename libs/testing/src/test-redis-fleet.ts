import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  type ClusterRedis,
  findRedisBinary,
  type SentinelRedis,
  startClusterRedis,
  startSentinelRedis,
} from '@aisha/servers';

/**
 * `describe` for specs of several Redis servers at a time, which need the program itself: where Docker brings Redis
 * there may be none, and they are skipped with that sentence.
 */
export function describeWithRedisBinary(name: string, specs: () => void): void {
  if (findRedisBinary()) return describe(name, specs);
  process.stderr.write(`Skipped, since there is no redis-server on PATH: ${name}\n`);
  describe.skip(`${name} (no redis-server on PATH)`, specs);
}

/** A master, a replica and three sentinels of the caller's own. */
export const testSentinelRedis = (): Promise<SentinelRedis> => inFolder(startSentinelRedis);

/** A cluster of three masters of the caller's own. */
export const testRedisCluster = (): Promise<ClusterRedis> => inFolder(startClusterRedis);

async function inFolder<Fleet extends { close(): Promise<void> }>(
  start: (root: string) => Promise<Fleet>,
): Promise<Fleet> {
  const root = await mkdtemp(path.join(tmpdir(), 'aisha-redis-'));
  const fleet = await start(root);
  const close = () => fleet.close().then(() => rm(root, { recursive: true }));
  return { ...fleet, close };
}
