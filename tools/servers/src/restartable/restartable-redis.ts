import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { dieWithParent } from '../processes/die-with-parent';
import { freePort } from '../processes/free-port';
import { findRedisBinary } from '../redis/redis-binary';
import { redisAnswers } from '../redis/redis-connection';
import { redisConfig } from '../redis/redis-process';
import { NotHere } from '../unavailable.errors';
import { type RestartableServer, startRestartable } from './restartable-server';

/** Redis with an append-only file in `dataDir`, as in production. @throws NotHere where there is no binary */
export async function restartableRedis(dataDir: string): Promise<RestartableServer> {
  const binary = findRedisBinary();
  if (!binary) throw new NotHere('no redis-server and no valkey-server on PATH');
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const port = await freePort();
  const password = randomBytes(18).toString('base64url');
  const url = `redis://:${password}@127.0.0.1:${port}`;
  const config = path.join(dataDir, 'redis.conf');
  const lines = redisConfig({ port, password, dataDir, kept: true });
  await writeFile(config, `${lines.join('\n')}\n`, { mode: 0o600 });
  return startRestartable(url, {
    command: [...dieWithParent('TERM'), binary, config],
    logFile: path.join(dataDir, 'redis.log'),
    stopSignals: ['SIGTERM'],
    answers: () => redisAnswers(url),
  });
}
