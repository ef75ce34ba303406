import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openServers } from './open-servers';
import { onConnection } from './postgres/postgres-connection';
import { isRunning } from './processes/running-process';
import { onRedis } from './redis/redis-connection';

const dataDir = mkdtempSync(path.join(tmpdir(), 'aisha-local-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const openLocal = (onProgress?: (line: string) => void) =>
  openServers({ purpose: 'local', dataDir, want: ['postgres', 'redis'], onProgress });
const postmasterPid = () =>
  Number.parseInt(readFileSync(path.join(dataDir, 'postgres/data/postmaster.pid'), 'utf8'), 10);

describe('openServers for a local run', () => {
  it('should keep the data from one run to the next', async () => {
    const first = await openLocal();
    await onConnection(first.postgres.url, async (client) => {
      await client.query('create table kept as select 42 as answer');
      expect((await client.query("select lower('ЁЖ') as lower")).rows).toEqual([{ lower: 'ёж' }]);
    });
    await onRedis(first.redis.url, (redis) => redis.set('kept', 'yes'));
    await first.close();

    const second = await openLocal();
    const rows = await onConnection(second.postgres.url, (client) =>
      client.query('select answer from kept'),
    );
    expect(rows.rows).toEqual([{ answer: 42 }]);
    expect(await onRedis(second.redis.url, (redis) => redis.get('kept'))).toBe('yes');
    await second.close();
  });

  it('should replace servers that an earlier run left behind', async () => {
    const lost = await openLocal();
    const lostPid = postmasterPid();
    const lines: string[] = [];
    const next = await openLocal((line) => lines.push(line));
    expect(lines).toContain('Stopping a Postgres that an earlier run left behind');
    expect(isRunning(lostPid)).toBe(false);
    await expect(onRedis(lost.redis.url, (redis) => redis.ping())).rejects.toThrow();
    await next.close();
  });

  it('should start when the id in a stale lock file belongs to a stranger', async () => {
    await (await openLocal()).close();
    writeFileSync(path.join(dataDir, 'postgres/data/postmaster.pid'), `${process.pid}\n`);
    await (await openLocal()).close();
  });
});
