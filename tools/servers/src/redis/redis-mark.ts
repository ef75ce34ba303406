import { withoutPassword } from '../addresses/test-addresses';
import { ServerUnavailable } from '../unavailable.errors';
import { onRedis } from './redis-connection';

/** Says that a Redis may be flushed by specs. */
export const testMark = 'aisha:test';

/** Keys that specs would flush: of the named database, or of all where none is named. */
const isEmpty = (url: string) =>
  onRedis(url, async (redis) => {
    const hasNumber = /^\/\d+$/.test(new URL(url).pathname);
    if (hasNumber) return (await redis.dbsize()) === 0;
    return !/^db\d+:/m.test(await redis.info('keyspace'));
  });

/**
 * Specs flush what they use, so a Redis counts only if it is empty or was marked by specs before.
 * @throws ServerUnavailable it holds somebody's keys
 */
export async function claimForTests(url: string): Promise<void> {
  const marked = await onRedis(url, (redis) => redis.exists(testMark));
  if (!marked && !(await isEmpty(url))) {
    throw new ServerUnavailable(
      `The Redis at ${withoutPassword(url)} (TEST_REDIS_URL) holds keys that specs would delete: ` +
        `name an empty one, or set the key ${testMark} in it if they may go.`,
    );
  }
  await onRedis(url, (redis) => redis.set(testMark, '1'));
}
