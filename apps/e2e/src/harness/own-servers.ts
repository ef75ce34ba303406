import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { restartablePostgres, restartableRedis, type RestartableServer } from '@aisha/servers';

const MIGRATE = path.resolve(__dirname, '../../../../dist/tools/migrate/main.js');

/** A Postgres and a Redis that no one else uses, to be killed and started again. */
export interface OwnServers {
  postgres: RestartableServer;
  redis: RestartableServer;
  close(): Promise<void>;
}

/** Starts them; Postgres is migrated. */
export async function openOwnServers(): Promise<OwnServers> {
  const root = await mkdtemp(path.join(tmpdir(), 'aisha-chaos-'));
  const opened: RestartableServer[] = [];
  const close = async () => {
    await Promise.all(opened.map((server) => server.close()));
    await rm(root, { recursive: true, force: true });
  };
  try {
    const postgres = await restartablePostgres(path.join(root, 'postgres'));
    opened.push(postgres);
    const redis = await restartableRedis(path.join(root, 'redis'));
    opened.push(redis);
    const env = { ...process.env, DATABASE_URL: postgres.url };
    await promisify(execFile)(process.execPath, [MIGRATE], { env });
    return { postgres, redis, close };
  } catch (error) {
    await close();
    throw error;
  }
}
