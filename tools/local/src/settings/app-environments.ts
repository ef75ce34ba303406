import type { Environment } from './env-file';
import type { LocalSecrets } from './local-secrets';
import type { LocalSettings } from './local-settings';
import { portDefaults } from './ports';

export const appNames = [
  'bot-gateway',
  'standby-controller',
  'avatar-worker',
  'transcription-worker',
  'webhook-api',
] as const;
export type AppName = (typeof appNames)[number];

/** Addresses of the servers that run. */
export interface ServerUrls {
  readonly databaseUrl: string;
  readonly redisUrl: string;
}

/** Who may know what: webhook-api, which strangers call, holds no key of anybody. */
const holders: Readonly<Record<string, readonly AppName[]>> = {
  TELEGRAM_BOT_TOKEN: ['bot-gateway'],
  TELEGRAM_WEBHOOK_SECRET: ['bot-gateway'],
  FAL_KEY: ['avatar-worker'],
  OPENAI_API_KEY: ['transcription-worker'],
  CONTROL_TOKEN: ['standby-controller'],
  MINIO_WEBHOOK_TOKEN: ['webhook-api'],
  CALLBACK_SECRET: ['avatar-worker', 'webhook-api'],
};
const ofThisTool = new Set<string>(Object.values(portDefaults).map(({ variable }) => variable));

/** The variables of one app: stand-ins where .env names nothing real, .env for all the rest. */
export function appEnvironment(
  app: AppName,
  settings: LocalSettings,
  secrets: LocalSecrets,
  servers: ServerUrls,
): Environment {
  const all: Environment = {
    ENVIRONMENT: 'development',
    CALLBACK_SECRET: secrets.callbackSecret,
    CONTROL_TOKEN: secrets.controlToken,
    MINIO_WEBHOOK_TOKEN: secrets.minioWebhookToken,
    ...settings.env,
    ...standIns(settings, secrets),
    DATABASE_URL: servers.databaseUrl,
    REDIS_URL: servers.redisUrl,
    HTTP_HOST: settings.host,
    HTTP_PORT: String(settings.ports[app]),
  };
  const known = Object.entries(all).filter(
    ([name]) => !ofThisTool.has(name) && (holders[name]?.includes(app) ?? true),
  );
  return Object.fromEntries(known);
}

/** A stand-in's address goes before .env: half of a real service's settings must not reach it. */
function standIns({ sandboxed, ports, env }: LocalSettings, secrets: LocalSecrets): Environment {
  const at = (port: number) => `http://127.0.0.1:${port}`;
  return {
    ...(sandboxed.has('telegram') && {
      TELEGRAM_BOT_TOKEN: secrets.telegramToken,
      TELEGRAM_API_ROOT: at(ports.telegram),
      WELCOME_CREDITS: env['WELCOME_CREDITS'] ?? '500',
    }),
    ...(sandboxed.has('fal') && {
      FAL_KEY: secrets.falKey,
      FAL_QUEUE_URL: `${at(ports.fal)}/queue`,
      FAL_REST_URL: `${at(ports.fal)}/rest`,
      FAL_WEBHOOK_JWKS_URL: `${at(ports.fal)}/rest/.well-known/jwks.json`,
      PUBLIC_URL: at(ports['webhook-api']),
    }),
    ...(sandboxed.has('openai') && {
      OPENAI_API_KEY: secrets.openaiKey,
      OPENAI_BASE_URL: `${at(ports.openai)}/v1`,
    }),
    ...(sandboxed.has('s3') && {
      MINIO_ENDPOINT: `127.0.0.1:${ports.s3}`,
      MINIO_ACCESS_KEY: secrets.s3AccessKey,
      MINIO_SECRET_KEY: secrets.s3SecretKey,
      MINIO_SECURE: 'false',
    }),
  };
}
