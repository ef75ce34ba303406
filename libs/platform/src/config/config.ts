import { hostname } from 'node:os';
import { z } from 'zod';
import { redisUrl } from '../redis/redis-address';
import { withSecretFiles } from './secret-files';

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

/** Sentry's own SDK says what it cannot read on the console, and goes on without. */
const DSN = /^https?:\/\/\w+@[\w.-]+(:\d+)?\/([\w/.-]+\/)?\d+$/;

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
  /** Where an OpenTelemetry collector takes traces over HTTP. Without it none are made. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'must be an address' })
    .optional(),
  /** Share of traces that are kept. */
  OTEL_TRACES_SAMPLER_ARG: z.coerce
    .number('must be a number')
    .min(0, 'must be 0 to 1')
    .max(1, 'must be 0 to 1')
    .default(1),
  /** Where unexpected errors are reported, to Sentry or a server that speaks its protocol. */
  SENTRY_DSN: z.string().regex(DSN, 'must look like https://KEY@HOST/PROJECT').optional(),
  /** The release that reports name; images carry theirs. */
  SENTRY_RELEASE: z.string().optional(),
});

/** Redis: queues, short caches, control events. Nothing in it that a person would miss. */
export const redisEnv = {
  REDIS_URL: redisUrl,
};
export type RedisConfig = { REDIS_URL: string };

type Given = Readonly<Record<string, string | undefined>>;

/** Faults that show only when several variables are looked at together; each begins with its variable's name. */
export type ConfigRules = (given: Given) => string[];

/**
 * Validates the environment against a shape and the rules between its variables. An empty value counts as not set;
 * `NAME_FILE` may name a file with the value of NAME.
 * @throws {InvalidConfig} naming every fault at once
 */
export function parseConfig<Shape extends z.ZodRawShape>(
  shape: Shape,
  env: Given,
  rules: ConfigRules = () => [],
): z.infer<z.ZodObject<Shape>> {
  const files = withSecretFiles(Object.keys(shape), env);
  const given = Object.fromEntries(
    Object.entries(files.env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const result = z.object(shape).safeParse(given);
  const broken = [...files.faults, ...rules(given)];
  if (result.success && broken.length === 0) return result.data;
  const faults = (result.error?.issues ?? []).map((issue) => {
    const name = issue.path.join('.');
    const missing = given[name] === undefined;
    return `${name} ${missing ? 'is missing' : issue.message}`;
  });
  throw new InvalidConfig([...faults, ...broken]);
}

/** A variable that a program reads, and whether it starts without it. */
export interface Variable {
  name: string;
  required: boolean;
}

/** What a shape reads from the environment, in its order. */
export const variablesOf = (shape: z.ZodRawShape): Variable[] =>
  Object.entries(shape).map(([name, schema]) => ({
    name,
    required: !(schema as z.ZodType).safeParse(undefined).success,
  }));

/**
 * Reads the configuration of this process, or says every fault on stderr and ends it with code 1. Asked by an
 * operator it only answers, and ends: `--variables` lists what the program reads, `--check-config` says whether it
 * would start, so that a deploy can know before it stops anything.
 */
export function readConfig<Shape extends z.ZodRawShape>(
  shape: Shape,
  rules?: ConfigRules,
): z.infer<z.ZodObject<Shape>> {
  if (process.argv.includes('--variables')) answer(JSON.stringify(variablesOf(shape)));
  try {
    const config = parseConfig(shape, process.env, rules);
    if (process.argv.includes('--check-config')) answer('The configuration is usable.');
    return config;
  } catch (error) {
    if (!(error instanceof InvalidConfig)) throw error;
    process.stderr.write(`Configuration is not usable:\n${error.faults.join('\n')}\n`);
    process.exit(1);
  }
}

function answer(line: string): never {
  process.stdout.write(`${line}\n`);
  process.exit(0);
}
