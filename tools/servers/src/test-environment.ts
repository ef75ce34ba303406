import { openServers } from './open-servers';
import type { OpenedServers } from './open-servers';
import type { Progress } from './server.types';
import { makeTemplateDatabase } from './template-database';

/** Servers for one run of specs, as the variables in which specs look for them. */
export interface TestEnvironment {
  readonly variables: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Opens Postgres, Redis and S3, and makes the template database with the given migration command. */
export async function openTestEnvironment(
  migrate: readonly string[],
  onProgress: Progress,
): Promise<TestEnvironment> {
  const servers = await openServers({
    purpose: 'test',
    want: ['postgres', 'redis', 's3'],
    onProgress,
  });
  try {
    const template = await makeTemplateDatabase(servers.postgres.url, migrate);
    const variables = { ...addresses(servers), TEST_DATABASE_TEMPLATE: template.name };
    const close = async () => {
      await template.drop();
      await servers.close();
    };
    return { variables, close };
  } catch (error) {
    await servers.close();
    throw error;
  }
}

const addresses = ({ postgres, redis, s3 }: OpenedServers<'postgres' | 'redis' | 's3'>) => ({
  TEST_DATABASE_URL: postgres.url,
  TEST_REDIS_URL: redis.url,
  TEST_S3_ENDPOINT: s3.endpoint,
  TEST_S3_ACCESS_KEY: s3.accessKey,
  TEST_S3_SECRET_KEY: s3.secretKey,
});
