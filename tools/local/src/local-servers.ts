import { messageOf, onConnection, onRedis, openServers } from '@aisha/servers';
import type { Progress, ServerKind } from '@aisha/servers';
import type { ServerUrls } from './settings/app-environments';
import { CannotStart } from './settings/cannot-start.errors';
import type { LocalSettings } from './settings/local-settings';

export interface LocalServers {
  readonly urls: ServerUrls;
  /** One line per server. */
  readonly describe: readonly string[];
  close(): Promise<void>;
}

/** Postgres and Redis: the ones that .env names, else started here with their data in `localDir`. */
export async function localServers(
  { databaseUrl, redisUrl }: LocalSettings,
  localDir: string,
  onProgress: Progress,
): Promise<LocalServers> {
  if (databaseUrl) await refuseSilentDatabase(databaseUrl);
  if (redisUrl) await refuseSilentRedis(redisUrl);
  const want: ServerKind[] = [];
  if (!databaseUrl) want.push('postgres');
  if (!redisUrl) want.push('redis');
  const opened = await openServers({ purpose: 'local', dataDir: localDir, want, onProgress });
  return {
    urls: {
      databaseUrl: databaseUrl ?? opened.postgres.url,
      redisUrl: redisUrl ?? opened.redis.url,
    },
    describe: [
      databaseUrl ? 'Postgres: DATABASE_URL of .env' : opened.postgres.describe,
      redisUrl ? 'Redis: REDIS_URL of .env' : opened.redis.describe,
    ],
    close: opened.close,
  };
}

const refuseSilentDatabase = (url: string): Promise<unknown> =>
  onConnection(url.replace('+asyncpg', ''), (client) => client.query('select 1')).catch(
    (error: unknown) => {
      throw new CannotStart(`DATABASE_URL of .env does not answer: ${messageOf(error)}.`);
    },
  );

const refuseSilentRedis = (url: string): Promise<unknown> =>
  onRedis(url, (redis) => redis.ping()).catch((error: unknown) => {
    throw new CannotStart(`REDIS_URL of .env does not answer: ${messageOf(error)}.`);
  });
