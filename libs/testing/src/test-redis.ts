import { onRedis, testMark } from '@aisha/servers';
import { testVariable } from './test-variables';

/**
 * A Redis database of its own, flushed: each call takes the next number. A TEST_REDIS_URL that names a number
 * is that one database for all. Pub/sub channels know no numbers: every spec hears them.
 */
export async function testRedisUrl(): Promise<string> {
  const url = new URL(testVariable('TEST_REDIS_URL'));
  const given = /^\/\d+$/.test(url.pathname);
  if (!given) url.pathname = `/${await nextNumber(url.href)}`;
  await onRedis(url.href, async (redis) => {
    await redis.flushdb();
    if (given) await redis.set(testMark, '1');
  });
  return url.href;
}

/** Database 0 keeps the count; the others go round. */
const nextNumber = (url: string): Promise<number> =>
  onRedis(url, async (redis) => {
    const [, databases] = (await redis.config('GET', 'databases')) as [string, string];
    const count = await redis.incr(`${testMark}:count`);
    return 1 + ((count - 1) % (Number(databases) - 1));
  });
