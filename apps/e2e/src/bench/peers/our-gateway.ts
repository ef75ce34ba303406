import path from 'node:path';
import { freePort } from '@aisha/servers';
import { type TestBucket, testRedisUrl } from '@aisha/testing';
import { BOT_CORE, type ReadyBot, TOKEN } from './contender';
import { PinnedProcess } from './pinned-process';
import { SETTINGS } from './settings';

const PROGRAM = path.resolve(__dirname, '../../../../../dist/apps/bot-gateway');
/** As operators run it (docs/operations.md). */
const FLAGS = ['--max-semi-space-size=8', '--enable-source-maps'];
const WEBHOOK = {
  TELEGRAM_WEBHOOK_URL: 'https://bot.example.org/telegram/webhook',
  TELEGRAM_WEBHOOK_SECRET: 'telegram-secret-of-the-bench',
  WEBHOOK_HOST: '127.0.0.1',
};

export interface GatewayPlan {
  mode: 'polling' | 'webhook';
  gateways: number;
  /** Of the program, such as LOG_LEVEL. */
  env?: Record<string, string>;
  /** The folder of another build of it. */
  program?: string;
}

/** What all gateways of a bench share. */
export interface Surroundings {
  telegram: string;
  bucket: TestBucket;
  logFolder: string;
}

/** Our gateway as it is built, on a database and a Redis of its own. */
export async function ourGateway(
  plan: GatewayPlan,
  database: { url: string; close(): Promise<void> },
  around: Surroundings,
): Promise<ReadyBot> {
  const http = await ports(plan.gateways);
  const hooks = await ports(plan.gateways);
  const env = {
    ...environment(around),
    DATABASE_URL: database.url,
    REDIS_URL: await testRedisUrl(),
  };
  const start = () => http.map((port, index) => gateway(plan, env, port, hooks[index]!, around));
  return {
    ...(plan.mode === 'webhook'
      ? { origins: hooks.map((port) => `http://127.0.0.1:${port}`) }
      : {}),
    health: http.map((port) => `http://127.0.0.1:${port}/health`),
    start,
    close: () => database.close(),
  };
}

const ports = (count: number) => Promise.all(Array.from({ length: count }, () => freePort()));

function gateway(
  { mode, gateways, env, program = PROGRAM }: GatewayPlan,
  common: Record<string, string>,
  http: number,
  hook: number,
  { logFolder }: Surroundings,
): PinnedProcess {
  const instance = `gateway-${http}`;
  const profile = SETTINGS.profiles ? ['--cpu-prof', `--cpu-prof-dir=${SETTINGS.profiles}`] : [];
  return new PinnedProcess({
    script: 'main.js',
    cwd: program,
    flags: [...FLAGS, ...profile],
    // Two of them on one core would only measure that core.
    cores: gateways === 1 ? BOT_CORE : undefined,
    logFile: path.join(logFolder, `${instance}.log`),
    env: {
      ...common,
      BOT_MODE: mode,
      HTTP_PORT: String(http),
      INSTANCE_ID: instance,
      ...(mode === 'webhook' ? { ...WEBHOOK, WEBHOOK_PORT: String(hook) } : {}),
      ...env,
    },
  });
}

const environment = ({ telegram, bucket }: Surroundings): Record<string, string> => ({
  TELEGRAM_BOT_TOKEN: TOKEN,
  TELEGRAM_API_ROOT: telegram,
  MINIO_ENDPOINT: bucket.endpoint,
  MINIO_PUBLIC_URL: bucket.endpoint,
  MINIO_ACCESS_KEY: bucket.accessKey,
  MINIO_SECRET_KEY: bucket.secretKey,
  MINIO_BUCKET_NAME: bucket.bucket,
  WELCOME_CREDITS: '500',
  HTTP_HOST: '127.0.0.1',
  LOG_LEVEL: 'WARNING',
});
