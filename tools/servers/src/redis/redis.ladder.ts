import { randomBytes } from 'node:crypto';
import { testRedisUrl, withoutPassword } from '../addresses/test-addresses';
import { openContainer } from '../docker/container';
import type { Ladder } from '../ladder';
import type { OpenedUrl, OpeningContext } from '../server.types';
import { messageOf, NotHere, ServerUnavailable } from '../unavailable.errors';
import { aptInstall, disableService } from './apt-install';
import { findRedisBinary } from './redis-binary';
import { onRedis, redisAnswers } from './redis-connection';
import { claimForTests } from './redis-mark';
import { openRedisProcess } from './redis-process';

const leftAlone = async () => undefined;

async function atAddress(): Promise<OpenedUrl | undefined> {
  const url = testRedisUrl(process.env);
  if (!url) return undefined;
  await onRedis(url, (redis) => redis.ping()).catch((error: unknown) => {
    throw new ServerUnavailable(`TEST_REDIS_URL does not answer: ${messageOf(error)}.`);
  });
  await claimForTests(url);
  const describe = `Redis at ${withoutPassword(url)} (TEST_REDIS_URL)`;
  return { how: 'address', describe, url, close: leftAlone };
}

async function inDocker({ purpose, onProgress }: OpeningContext): Promise<OpenedUrl> {
  const image = 'redis:7-bookworm';
  const kept = purpose === 'local';
  // Docker may publish the port to the network.
  const password = randomBytes(18).toString('base64url');
  const urlAt = (address: string) => `redis://:${password}@${address}`;
  const { address, close } = await openContainer({
    image,
    port: 6379,
    environment: {},
    command: ['redis-server', ...redisFlags(kept), '--requirepass', password],
    ...(kept && { volume: { name: 'aisha-local-redis', target: '/data' } }),
    answers: (at) => redisAnswers(urlAt(at)),
    onProgress,
  });
  const describe = `Redis (docker, ${image}) on ${address}`;
  return { how: 'docker', describe, url: urlAt(address), close };
}

const redisFlags = (kept: boolean) =>
  ['--save', '', '--databases', '256', '--appendonly', kept ? 'yes' : 'no'] as const;

async function byBinary(context: OpeningContext): Promise<OpenedUrl> {
  const binary = findRedisBinary();
  if (!binary) throw new NotHere('no redis-server and no valkey-server on PATH');
  return openRedisProcess(binary, 'binary', context);
}

async function byApt(context: OpeningContext): Promise<OpenedUrl> {
  await aptInstall('redis-server', context.onProgress);
  await disableService('redis-server');
  const binary = findRedisBinary();
  if (!binary) throw new NotHere('apt-get brought no redis-server');
  return openRedisProcess(binary, 'installed by apt', context);
}

export const redisLadder: Ladder<OpenedUrl> = {
  title: 'Redis',
  advice:
    'start Docker, or install it (Debian: apt-get install redis-server, macOS: brew install redis)',
  rungs: [
    { how: 'address', purposes: ['test'], open: atAddress },
    { how: 'docker', purposes: ['test'], open: inDocker },
    { how: 'binary', purposes: ['test', 'local'], open: byBinary },
    { how: 'docker', purposes: ['local'], open: inDocker },
    { how: 'installed by apt', purposes: ['test', 'local'], open: byApt },
  ],
};
