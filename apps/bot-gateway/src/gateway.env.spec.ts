import { type InvalidConfig, parseConfig } from '@aisha/platform';
import { gatewayEnv, gatewayRules } from './gateway.env';

const usual = {
  TELEGRAM_BOT_TOKEN: '123456:a-token-of-a-bot',
  DATABASE_URL: 'postgresql://db/aisha',
  REDIS_URL: 'redis://redis',
  MINIO_ENDPOINT: 'minio:9000',
  MINIO_ACCESS_KEY: 'access',
  MINIO_SECRET_KEY: 'secret',
};
const webhook = {
  BOT_MODE: 'webhook',
  TELEGRAM_WEBHOOK_URL: 'https://bot.example.org/telegram/webhook',
  TELEGRAM_WEBHOOK_SECRET: 'a-secret_1',
};
const read = (env: Record<string, string | undefined>) =>
  parseConfig(gatewayEnv, { ...usual, ...env }, gatewayRules);
const faultsOf = (env: Record<string, string | undefined>) => {
  try {
    read(env);
    return [];
  } catch (error) {
    return (error as InvalidConfig).faults;
  }
};

describe("the gateway's configuration", () => {
  it('should poll unless told otherwise, and ask for nothing of webhooks then', () => {
    expect(read({})).toMatchObject({ BOT_MODE: 'polling', SET_POLLING: true });
  });

  it('should listen for Telegram on port 8443 in webhook mode', () => {
    expect(read(webhook)).toMatchObject({ WEBHOOK_HOST: '0.0.0.0', WEBHOOK_PORT: 8443 });
  });

  it('should name everything that webhook mode lacks, and the mode', () => {
    expect(faultsOf({ BOT_MODE: 'webhook', WEBHOOK_PORT: 'x' })).toEqual([
      'WEBHOOK_PORT must be a number',
      'TELEGRAM_WEBHOOK_URL is missing: BOT_MODE=webhook needs it',
      'TELEGRAM_WEBHOOK_SECRET is missing: BOT_MODE=webhook needs it',
    ]);
  });

  it.each([
    ['nonsense', 'TELEGRAM_WEBHOOK_URL must be an https address'],
    ['https://bot.example.org/hook', 'TELEGRAM_WEBHOOK_URL must end in /telegram/webhook'],
    [
      'https://bot.example.org/telegram/webhook?a=b',
      'TELEGRAM_WEBHOOK_URL must end in /telegram/webhook',
    ],
    [
      'http://bot.example.org/telegram/webhook',
      'TELEGRAM_WEBHOOK_URL must begin with https://, as Telegram asks',
    ],
  ])('should refuse the address %s', (TELEGRAM_WEBHOOK_URL, fault) => {
    expect(faultsOf({ ...webhook, TELEGRAM_WEBHOOK_URL })).toEqual([fault]);
  });

  it.each([
    { TELEGRAM_WEBHOOK_URL: 'http://127.0.0.1:8443/telegram/webhook' },
    { TELEGRAM_WEBHOOK_URL: 'http://localhost/behind/a/proxy/telegram/webhook' },
    {
      TELEGRAM_WEBHOOK_URL: 'http://gateway:8443/telegram/webhook',
      TELEGRAM_API_ROOT: 'http://telegram-bot-api:8081',
    },
  ])('should take plain http where no stranger listens: %j', (env) => {
    expect(faultsOf({ ...webhook, ...env })).toEqual([]);
  });

  it.each(['', ' ', 'no spaces', 'a'.repeat(257), 'секрет'])(
    'should refuse the secret "%s"',
    (TELEGRAM_WEBHOOK_SECRET) => {
      expect(faultsOf({ ...webhook, TELEGRAM_WEBHOOK_SECRET })).toHaveLength(1);
    },
  );

  it('should refuse the mode of the workers in one sentence', () => {
    expect(faultsOf({ BOT_MODE: 'worker' })).toEqual([
      'BOT_MODE worker is the mode of the worker apps, not of the gateway',
    ]);
  });
});
