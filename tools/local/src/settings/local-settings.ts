import { CannotStart } from './cannot-start.errors';
import type { Environment } from './env-file';
import { readPorts } from './ports';
import type { Ports } from './ports';

/** What is a stranger's service in production and has a stand-in here. */
export const parts = ['telegram', 'fal', 'openai', 's3'] as const;
export type Part = (typeof parts)[number];

export interface LocalSettings {
  /** Which stand-ins run: each part without its key in .env. */
  readonly sandboxed: ReadonlySet<Part>;
  readonly ports: Ports;
  /** Where the apps listen. */
  readonly host: string;
  /** A Postgres and a Redis of one's own; undefined: they are started here. */
  readonly databaseUrl: string | undefined;
  readonly redisUrl: string | undefined;
  /** All of .env. */
  readonly env: Environment;
}

/**
 * Decides from .env what is real and what is a stand-in.
 * @throws CannotStart names every fault
 */
export function readSettings(env: Environment): LocalSettings {
  const faults: string[] = [];
  const ports = readPorts(env, faults);
  refuseUrl(env, 'DATABASE_URL', /^postgres(ql)?(\+asyncpg)?:\/\//, 'postgresql://', faults);
  refuseUrl(env, 'REDIS_URL', /^rediss?:\/\//, 'redis://', faults);
  refuseIncomplete(env, faults);
  if (faults.length > 0) throw new CannotStart(`In .env: ${faults.join('; ')}.`);
  return {
    sandboxed: sandboxedParts(env),
    ports,
    host: env['HTTP_HOST'] ?? '127.0.0.1',
    databaseUrl: env['DATABASE_URL'],
    redisUrl: env['REDIS_URL'],
    env,
  };
}

const keyOf: Readonly<Record<Part, string>> = {
  telegram: 'TELEGRAM_BOT_TOKEN',
  fal: 'FAL_KEY',
  openai: 'OPENAI_API_KEY',
  s3: 'MINIO_ENDPOINT',
};

const sandboxedParts = (env: Environment): Set<Part> =>
  new Set(parts.filter((part) => env[keyOf[part]] === undefined));

function refuseUrl(
  env: Environment,
  name: string,
  form: RegExp,
  example: string,
  faults: string[],
): void {
  const value = env[name];
  // The value may hold a password: it is not shown.
  if (value === undefined || (form.test(value) && URL.canParse(value))) return;
  faults.push(`${name} must be an address that begins with ${example}`);
}

/** A key that lacks its other half would start a part that cannot work. */
function refuseIncomplete(env: Environment, faults: string[]): void {
  const token = env['TELEGRAM_BOT_TOKEN'];
  if (token !== undefined && !/^\d+:[\w-]{30,}$/.test(token)) {
    faults.push('TELEGRAM_BOT_TOKEN must look like 123456789:AA..., as @BotFather gives it');
  }
  if (env['MINIO_ENDPOINT'] !== undefined) {
    const missing = ['MINIO_ACCESS_KEY', 'MINIO_SECRET_KEY'].filter((name) => !env[name]);
    if (missing.length > 0) faults.push(`MINIO_ENDPOINT needs ${missing.join(' and ')} too`);
  }
  if (env['OPENAI_BASE_URL'] !== undefined && env['OPENAI_API_KEY'] === undefined) {
    faults.push('OPENAI_BASE_URL needs OPENAI_API_KEY too (any text if that server asks for none)');
  }
}
