import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { dieWithParent } from '../processes/die-with-parent';
import { stopProcess } from '../processes/running-process';
import { startServerProcess } from '../processes/server-process';
import { NotHere } from '../unavailable.errors';
import { findRedisBinary } from './redis-binary';
import { redisAnswers } from './redis-connection';

export interface RedisProcess {
  readonly port: number;
  readonly url: string;
  readonly pid: number;
  stop(signal: NodeJS.Signals): Promise<void>;
}

interface NodeSettings {
  readonly port: number;
  /** Empty where none is asked for. */
  readonly password: string;
  readonly lines: readonly string[];
  readonly flags?: readonly string[];
}

/** One of several servers that belong together, in a folder of its own. @throws NotHere where there is no binary */
export async function startRedisNode(
  root: string,
  { port, password, lines, flags = [] }: NodeSettings,
): Promise<RedisProcess> {
  const binary = findRedisBinary();
  if (!binary) throw new NotHere('no redis-server and no valkey-server on PATH');
  const dir = path.join(root, String(port));
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const config = path.join(dir, 'redis.conf');
  const own = ['bind 127.0.0.1', `port ${port}`, `dir ${JSON.stringify(dir)}`];
  await writeFile(config, `${[...own, ...lines].join('\n')}\n`, { mode: 0o600 });
  const url = `redis://${password && `:${password}@`}127.0.0.1:${port}`;
  const { pid } = await startServerProcess({
    command: [...dieWithParent('TERM'), binary, config, ...flags],
    logFile: path.join(dir, 'redis.log'),
    stopSignals: ['SIGTERM'],
    answers: () => redisAnswers(url),
  });
  return { port, url, pid, stop: (signal) => stopProcess(pid, [signal]) };
}
