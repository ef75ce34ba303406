import { hostname } from 'node:os';
import { z } from 'zod';

/** Injection token of the validated configuration of this process. */
export const CONFIG = Symbol('CONFIG');

/** Thrown by {@link parseConfig}: every fault, each naming its variable. Values are never repeated. */
export class InvalidConfig extends Error {
  constructor(readonly faults: string[]) {
    super(faults.join('\n'));
    this.name = 'InvalidConfig';
  }
}

/** `true` or `false` in words, as shells and compose files write them. */
export const flag = (fallback: 'true' | 'false') =>
  z
    .string()
    .default(fallback)
    .transform((text) => text.trim().toLowerCase())
    .pipe(z.enum(['true', 'false'], 'must be true or false'))
    .transform((text) => text === 'true');

/** A whole number in a range, from text. */
export const wholeNumber = (min: number, max: number) =>
  z.coerce.number('must be a number').int('must be a whole number').min(min).max(max);

const LEVELS = { DEBUG: 'debug', INFO: 'info', WARNING: 'warn', ERROR: 'error' } as const;

/** What every process reads: where its health is served, how it logs, what it is called. */
export const processEnv = (defaultPort: number) => ({
  HTTP_HOST: z.string().default('0.0.0.0'),
  HTTP_PORT: wholeNumber(0, 65535).default(defaultPort),
  LOG_LEVEL: z
    .enum(['DEBUG', 'INFO', 'WARNING', 'ERROR'], 'must be DEBUG, INFO, WARNING or ERROR')
    .default('INFO')
    .transform((level) => LEVELS[level]),
  ENVIRONMENT: z
    .enum(['production', 'development'], 'must be production or development')
    .default('production'),
  INSTANCE_ID: z.string().min(1).default(`${hostname()}-${process.pid}`),
});

/** Redis: queues, short caches, control events. Nothing in it that a person would miss. */
export const redisEnv = {
  REDIS_URL: z.string('is missing').regex(/^rediss?:\/\//, 'must start with redis:// or rediss://'),
};
export type RedisConfig = { REDIS_URL: string };

type Given = Readonly<Record<string, string | undefined>>;

/** Faults that show only when several variables are looked at together; each begins with its variable's name. */
export type ConfigRules = (given: Given) => string[];

/**
 * Validates the environment against a shape and the rules between its variables. An empty value counts as not set.
 * @throws {InvalidConfig} naming every fault at once
 */
export function parseConfig<Shape extends z.ZodRawShape>(
  shape: Shape,
  env: Given,
  rules: ConfigRules = () => [],
): z.infer<z.ZodObject<Shape>> {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const result = z.object(shape).safeParse(given);
  const broken = rules(given);
  if (result.success && broken.length === 0) return result.data;
  const faults = (result.error?.issues ?? []).map((issue) => {
    const name = issue.path.join('.');
    const missing = given[name] === undefined;
    return `${name} ${missing ? 'is missing' : issue.message}`;
  });
  throw new InvalidConfig([...faults, ...broken]);
}

/** Reads the configuration of this process, or says every fault on stderr and ends it with code 1. */
export function readConfig<Shape extends z.ZodRawShape>(
  shape: Shape,
  rules?: ConfigRules,
): z.infer<z.ZodObject<Shape>> {
  try {
    return parseConfig(shape, process.env, rules);
  } catch (error) {
    if (!(error instanceof InvalidConfig)) throw error;
    process.stderr.write(`Configuration is not usable:\n${error.faults.join('\n')}\n`);
    process.exit(1);
  }
}
