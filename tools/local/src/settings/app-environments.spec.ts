import { appEnvironment } from './app-environments';
import type { AppName } from './app-environments';
import type { LocalSecrets } from './local-secrets';
import { readSettings } from './local-settings';
import { sandboxEnvironment } from './sandbox-environment';

const secrets: LocalSecrets = {
  callbackSecret: 'callback',
  controlToken: 'control',
  minioWebhookToken: 'events',
  telegramToken: '1:sandbox',
  falKey: 'fal-sandbox',
  openaiKey: 'openai-sandbox',
  s3AccessKey: 'aisha',
  s3SecretKey: 's3-sandbox',
};
const servers = { databaseUrl: 'postgresql://h/aisha', redisUrl: 'redis://h' };
const environmentOf = (app: AppName, env: Record<string, string> = {}) =>
  appEnvironment(app, readSettings(env), secrets, servers);

describe('the environment of an app', () => {
  it('should point at the stand-ins where .env names nothing real', () => {
    expect(environmentOf('bot-gateway')).toMatchObject({
      TELEGRAM_BOT_TOKEN: '1:sandbox',
      TELEGRAM_API_ROOT: 'http://127.0.0.1:3001',
      WELCOME_CREDITS: '500',
      DATABASE_URL: 'postgresql://h/aisha',
      REDIS_URL: 'redis://h',
      HTTP_HOST: '127.0.0.1',
      HTTP_PORT: '8080',
      MINIO_ENDPOINT: '127.0.0.1:3004',
    });
    expect(environmentOf('avatar-worker')).toMatchObject({
      FAL_KEY: 'fal-sandbox',
      FAL_QUEUE_URL: 'http://127.0.0.1:3002/queue',
      FAL_REST_URL: 'http://127.0.0.1:3002/rest',
      FAL_WEBHOOK_JWKS_URL: 'http://127.0.0.1:3002/rest/.well-known/jwks.json',
      PUBLIC_URL: 'http://127.0.0.1:8001',
      CALLBACK_SECRET: 'callback',
    });
    expect(environmentOf('transcription-worker')).toMatchObject({
      OPENAI_API_KEY: 'openai-sandbox',
      OPENAI_BASE_URL: 'http://127.0.0.1:3003/v1',
    });
  });

  it('should leave the real services as .env has them', () => {
    const worker = environmentOf('avatar-worker', { FAL_KEY: 'real' });
    expect(worker).toMatchObject({ FAL_KEY: 'real' });
    expect(worker).not.toHaveProperty('FAL_QUEUE_URL');
    expect(worker).not.toHaveProperty('PUBLIC_URL');
    const gateway = environmentOf('bot-gateway', {
      TELEGRAM_BOT_TOKEN: `1:AA${'x'.repeat(33)}`,
      LOG_LEVEL: 'DEBUG',
    });
    expect(gateway).toMatchObject({ LOG_LEVEL: 'DEBUG' });
    expect(gateway).not.toHaveProperty('TELEGRAM_API_ROOT');
    expect(gateway).not.toHaveProperty('WELCOME_CREDITS');
  });

  it('should not let half of a real service’s settings reach a stand-in', () => {
    const worker = environmentOf('avatar-worker', { FAL_QUEUE_URL: 'https://queue.fal.run' });
    expect(worker).toMatchObject({ FAL_QUEUE_URL: 'http://127.0.0.1:3002/queue' });
  });

  it('should give keys only to the app that uses them', () => {
    const strangersDoor = environmentOf('webhook-api');
    for (const key of ['TELEGRAM_BOT_TOKEN', 'FAL_KEY', 'OPENAI_API_KEY', 'CONTROL_TOKEN']) {
      expect(strangersDoor).not.toHaveProperty(key);
    }
    expect(strangersDoor).toMatchObject({ MINIO_WEBHOOK_TOKEN: 'events' });
    expect(environmentOf('standby-controller')).toMatchObject({ CONTROL_TOKEN: 'control' });
  });

  it('should give each app its own port, whatever HTTP_PORT says', () => {
    const env = { HTTP_PORT: '9999', WEBHOOK_API_PORT: '8002' };
    expect(environmentOf('webhook-api', env)['HTTP_PORT']).toBe('8002');
    expect(environmentOf('bot-gateway', env)['HTTP_PORT']).toBe('8080');
    expect(environmentOf('bot-gateway', env)).not.toHaveProperty('WEBHOOK_API_PORT');
  });
});

describe('the environment of the sandbox', () => {
  it('should name the stand-ins of this run and send bucket events to webhook-api', () => {
    expect(sandboxEnvironment(readSettings({ FAL_KEY: 'real' }), secrets, '/data')).toMatchObject({
      SANDBOX_PARTS: 'telegram,openai,s3',
      SANDBOX_DATA_DIR: '/data',
      SANDBOX_CHAT_PORT: '3000',
      SANDBOX_S3_EVENTS_URL: 'http://127.0.0.1:8001/webhooks/minio',
      SANDBOX_S3_EVENTS_TOKEN: 'events',
      SANDBOX_TELEGRAM_TOKEN: '1:sandbox',
    });
  });

  it('should be absent when all is real', () => {
    const env = {
      TELEGRAM_BOT_TOKEN: `1:AA${'x'.repeat(33)}`,
      FAL_KEY: 'a',
      OPENAI_API_KEY: 'b',
      MINIO_ENDPOINT: 'h:9000',
      MINIO_ACCESS_KEY: 'c',
      MINIO_SECRET_KEY: 'd',
    };
    expect(sandboxEnvironment(readSettings(env), secrets, '/data')).toBeUndefined();
  });
});
