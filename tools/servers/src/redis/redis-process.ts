import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { dieWithParent } from '../processes/die-with-parent';
import { freePort } from '../processes/free-port';
import { startServerProcess } from '../processes/server-process';
import { until } from '../processes/until';
import type { How, OpenedUrl, OpeningContext } from '../server.types';
import { onRedis, redisAnswers } from './redis-connection';

/** Starts this Redis (or Valkey) binary on `dataDir`, on a free port of 127.0.0.1. */
export async function openRedisProcess(
  binary: string,
  how: Extract<How, 'binary' | 'installed by apt'>,
  { purpose, dataDir, onProgress }: OpeningContext,
): Promise<OpenedUrl> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await stopLeftover(dataDir, onProgress);
  const port = await freePort();
  const password = randomBytes(18).toString('base64url');
  const url = `redis://:${password}@127.0.0.1:${port}`;
  const config = path.join(dataDir, 'redis.conf');
  const lines = redisConfig({ port, password, dataDir, kept: purpose === 'local' });
  await writeFile(config, `${lines.join('\n')}\n`, { mode: 0o600 });
  const { stop } = await startServerProcess({
    command: [...dieWithParent('TERM'), binary, config],
    logFile: path.join(dataDir, 'redis.log'),
    stopSignals: ['SIGTERM'],
    answers: () => redisAnswers(url),
  });
  return { how, describe: `Redis (${how}, ${binary}) on 127.0.0.1:${port}`, url, close: stop };
}

interface RedisSettings {
  readonly port: number;
  readonly password: string;
  readonly dataDir: string;
  readonly kept: boolean;
}

export function redisConfig({ port, password, dataDir, kept }: RedisSettings): string[] {
  return [
    'bind 127.0.0.1',
    `port ${port}`,
    `requirepass ${password}`,
    `dir ${JSON.stringify(dataDir)}`,
    'databases 256',
    // Queues live here: a full Redis must refuse, never forget.
    'maxmemory-policy noeviction',
    'save ""',
    `appendonly ${kept ? 'yes' : 'no'}`,
  ];
}

/** The configuration of the last run tells where a server that it left behind answers, and to what password. */
async function stopLeftover(dataDir: string, onProgress: (line: string) => void): Promise<void> {
  const config = await readFile(path.join(dataDir, 'redis.conf'), 'utf8').catch(() => '');
  const [, port] = /^port (\d+)$/m.exec(config) ?? [];
  const [, password] = /^requirepass (\S+)$/m.exec(config) ?? [];
  const url = `redis://:${password}@127.0.0.1:${port}`;
  if (!port || !password || !(await redisAnswers(url))) return;
  onProgress('Stopping a Redis that an earlier run left behind');
  // It closes the connection instead of answering.
  await onRedis(url, (redis) => redis.shutdown()).catch(() => undefined);
  await until(async () => !(await redisAnswers(url)), 10_000);
}
