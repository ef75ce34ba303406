import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onConnection, postgresAnswers } from '../postgres/postgres-connection';
import { findRedisBinary } from '../redis/redis-binary';
import { onRedis, redisAnswers } from '../redis/redis-connection';
import { restartablePostgres } from './restartable-postgres';
import { restartableRedis } from './restartable-redis';

describe('a server that is killed and started again', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'aisha-restartable-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('should keep what Postgres had committed, at the same address, however it ended', async () => {
    const postgres = await restartablePostgres(path.join(root, 'postgres'));
    try {
      await onConnection(postgres.url, (client) => client.query('create table kept (n int)'));
      for (const [index, signal] of (['SIGINT', 'SIGQUIT', 'SIGKILL'] as const).entries()) {
        await onConnection(postgres.url, (client) =>
          client.query('insert into kept values ($1)', [index]),
        );
        await postgres.stop(signal);
        expect(await postgresAnswers(postgres.url)).toBe(false);
        await postgres.start();
      }
      const { rows } = await onConnection(postgres.url, (client) =>
        client.query<{ n: number }>('select n from kept order by n'),
      );
      expect(rows.map(({ n }) => n)).toEqual([0, 1, 2]);
    } finally {
      await postgres.close();
    }
  }, 60_000);

  // Where Docker brings Redis there may be no binary.
  (findRedisBinary() ? it : it.skip)(
    'should keep what Redis had taken, at the same address',
    async () => {
      const redis = await restartableRedis(path.join(root, 'redis'));
      try {
        await onRedis(redis.url, (client) => client.set('kept', 'yes'));
        await redis.stop('SIGKILL');
        expect(await redisAnswers(redis.url)).toBe(false);
        await redis.start();
        expect(await onRedis(redis.url, (client) => client.get('kept'))).toBe('yes');
      } finally {
        await redis.close();
      }
    },
  );
});
