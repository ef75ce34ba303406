import { readSettings } from './local-settings';

const telegramToken = `123456789:AA${'x'.repeat(33)}`;
const sandboxed = (env: Record<string, string>) => [...readSettings(env).sandboxed];

describe('readSettings', () => {
  it('should run every stand-in and both servers where nothing is set', () => {
    const settings = readSettings({});
    expect([...settings.sandboxed]).toEqual(['telegram', 'fal', 'openai', 's3']);
    expect(settings.databaseUrl).toBeUndefined();
    expect(settings.redisUrl).toBeUndefined();
    expect(settings.host).toBe('127.0.0.1');
    expect(settings.ports).toMatchObject({ chat: 3000, 'bot-gateway': 8080, 'webhook-api': 8001 });
  });

  it('should switch each part by its own key', () => {
    expect(sandboxed({ TELEGRAM_BOT_TOKEN: telegramToken })).toEqual(['fal', 'openai', 's3']);
    expect(sandboxed({ FAL_KEY: 'a:b' })).toEqual(['telegram', 'openai', 's3']);
    expect(sandboxed({ OPENAI_API_KEY: 'sk' })).toEqual(['telegram', 'fal', 's3']);
    expect(
      sandboxed({ MINIO_ENDPOINT: 's3:9000', MINIO_ACCESS_KEY: 'a', MINIO_SECRET_KEY: 's' }),
    ).toEqual(['telegram', 'fal', 'openai']);
  });

  it('should take servers of one’s own', () => {
    const env = { DATABASE_URL: 'postgresql+asyncpg://u:p@h/db', REDIS_URL: 'rediss://h:6380' };
    expect(readSettings(env)).toMatchObject({
      databaseUrl: env.DATABASE_URL,
      redisUrl: env.REDIS_URL,
    });
  });

  it('should name every fault in one sentence, and no secret', () => {
    const read = () =>
      readSettings({
        BOT_GATEWAY_PORT: '80800',
        DATABASE_URL: 'mysql://u:hidden@h/db',
        TELEGRAM_BOT_TOKEN: 'hidden',
        MINIO_ENDPOINT: 's3:9000',
        OPENAI_BASE_URL: 'http://127.0.0.1:1234/v1',
      });
    expect(read).toThrow(
      'In .env: BOT_GATEWAY_PORT must be a port number from 1 to 65535, got "80800"; ' +
        'DATABASE_URL must be an address that begins with postgresql://; ' +
        'TELEGRAM_BOT_TOKEN must look like 123456789:AA..., as @BotFather gives it; ' +
        'MINIO_ENDPOINT needs MINIO_ACCESS_KEY and MINIO_SECRET_KEY too; ' +
        'OPENAI_BASE_URL needs OPENAI_API_KEY too (any text if that server asks for none).',
    );
    expect(read).not.toThrow(/hidden/);
  });

  it('should refuse one port for two', () => {
    expect(() => readSettings({ BOT_GATEWAY_PORT: '3000' })).toThrow(
      'chat and bot-gateway cannot both have port 3000',
    );
  });
});
