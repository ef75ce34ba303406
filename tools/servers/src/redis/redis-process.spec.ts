import { redisConfig } from './redis-process';

const settings = { port: 6400, password: 'secret', dataDir: '/data with space' };

describe('redis configuration', () => {
  it('should listen on loopback only, with a password', () => {
    const lines = redisConfig({ ...settings, kept: false });
    expect(lines).toEqual(
      expect.arrayContaining(['bind 127.0.0.1', 'port 6400', 'requirepass secret']),
    );
  });

  it('should keep its data in a local run only', () => {
    expect(redisConfig({ ...settings, kept: true })).toContain('appendonly yes');
    expect(redisConfig({ ...settings, kept: false })).toContain('appendonly no');
  });

  it('should refuse when full instead of forgetting queues', () => {
    expect(redisConfig({ ...settings, kept: true })).toContain('maxmemory-policy noeviction');
  });

  it('should bear a folder with a space in its name', () => {
    expect(redisConfig({ ...settings, kept: true })).toContain('dir "/data with space"');
  });
});
