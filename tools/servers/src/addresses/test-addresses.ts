import { ServerUnavailable } from '../unavailable.errors';

type Environment = Readonly<Record<string, string | undefined>>;

function parseUrl(name: string, value: string, protocols: readonly string[]): URL {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url && protocols.includes(url.protocol)) return url;
  throw new ServerUnavailable(
    `${name} must be an address that begins with ${protocols.map((p) => `${p}//`).join(' or ')}.`,
  );
}

/** TEST_DATABASE_URL. Its database must say "test" in its name: specs create and drop next to it. */
export function testDatabaseUrl(env: Environment): string | undefined {
  const value = env['TEST_DATABASE_URL']?.replace('+asyncpg', '');
  if (!value) return undefined;
  const url = parseUrl('TEST_DATABASE_URL', value, ['postgresql:', 'postgres:']);
  const database = decodeURIComponent(url.pathname.slice(1));
  if (database.includes('test')) return value;
  throw new ServerUnavailable(
    `TEST_DATABASE_URL names the database "${database}": specs run only against one with "test" in its name.`,
  );
}

/** TEST_REDIS_URL. With a database number specs keep to it, without one they use all. */
export function testRedisUrl(env: Environment): string | undefined {
  const value = env['TEST_REDIS_URL'];
  if (!value) return undefined;
  const { pathname } = parseUrl('TEST_REDIS_URL', value, ['redis:', 'rediss:']);
  if (/^\/?\d*$/.test(pathname)) return value;
  throw new ServerUnavailable(`TEST_REDIS_URL must end in a database number or in none.`);
}

export interface S3Address {
  readonly endpoint: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

const s3Names = ['TEST_S3_ENDPOINT', 'TEST_S3_ACCESS_KEY', 'TEST_S3_SECRET_KEY'] as const;

/** TEST_S3_*: all three or none. Buckets are named after TEST_S3_BUCKET, which must say "test". */
export function testS3Address(env: Environment): S3Address | undefined {
  const [endpoint, accessKey, secretKey] = s3Names.map((name) => env[name]);
  const missing = s3Names.filter((name) => !env[name]);
  if (missing.length === s3Names.length) return undefined;
  if (!endpoint || !accessKey || !secretKey) {
    throw new ServerUnavailable(
      `${missing.join(' and ')} must be set too, or no TEST_S3_ variable.`,
    );
  }
  parseUrl('TEST_S3_ENDPOINT', endpoint, ['http:', 'https:']);
  testBucketPrefix(env);
  return { endpoint, accessKey, secretKey };
}

/** What the names of buckets made by specs begin with. */
export function testBucketPrefix(env: Environment): string {
  const prefix = env['TEST_S3_BUCKET'] || 'aisha-test';
  if (prefix.includes('test')) return prefix;
  throw new ServerUnavailable(
    `TEST_S3_BUCKET is "${prefix}": specs run only against buckets with "test" in their name.`,
  );
}

/** Host, port and path of an address, without its user name and password. */
export function withoutPassword(address: string): string {
  const { protocol, host, pathname } = new URL(address);
  return `${protocol}//${host}${pathname === '/' ? '' : pathname}`;
}
