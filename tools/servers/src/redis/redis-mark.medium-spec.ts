import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openServers } from '../open-servers';
import type { OpenedServers } from '../open-servers';
import { onRedis } from './redis-connection';
import { claimForTests, testMark } from './redis-mark';

const dataDir = mkdtempSync(path.join(tmpdir(), 'aisha-mark-'));

describe('a Redis that specs are pointed at', () => {
  let servers: OpenedServers<'redis'>;
  beforeAll(async () => {
    servers = await openServers({ purpose: 'local', dataDir, want: ['redis'] });
  });
  afterAll(async () => {
    await servers.close();
    rmSync(dataDir, { recursive: true });
  });
  beforeEach(() => onRedis(servers.redis.url, (redis) => redis.flushall()));

  it('should be taken and marked when it is empty', async () => {
    await claimForTests(servers.redis.url);
    expect(await onRedis(servers.redis.url, (redis) => redis.exists(testMark))).toBe(1);
  });

  it('should be refused when it holds keys, in any of its databases', async () => {
    await onRedis(`${servers.redis.url}/3`, (redis) => redis.set('somebody', 'else'));
    await expect(claimForTests(servers.redis.url)).rejects.toThrow(
      'holds keys that specs would delete',
    );
  });

  it('should be judged by the one database that is named', async () => {
    await onRedis(`${servers.redis.url}/3`, (redis) => redis.set('somebody', 'else'));
    await expect(claimForTests(`${servers.redis.url}/3`)).rejects.toThrow('holds keys');
    await claimForTests(`${servers.redis.url}/4`);
  });

  it('should be taken again with what specs left in it', async () => {
    await claimForTests(servers.redis.url);
    await onRedis(servers.redis.url, (redis) => redis.set('left', 'over'));
    await claimForTests(servers.redis.url);
  });
});
