import { Redis } from 'ioredis';

/** Runs `work` on one connection of its own; rejects at once where nothing answers. */
export async function onRedis<Result>(
  url: string,
  work: (redis: Redis) => Promise<Result>,
): Promise<Result> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 5_000,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  // Without a listener ioredis writes each connection error to the console; the call itself rejects too.
  let reason: Error | undefined;
  redis.on('error', (error: Error) => (reason = error));
  try {
    await redis.connect();
    return await work(redis);
  } catch (error) {
    throw reason ?? error;
  } finally {
    // On a connection that never was, this would hold the process for two more seconds.
    if (redis.status !== 'end') redis.disconnect();
  }
}

export const redisAnswers = (url: string): Promise<boolean> =>
  onRedis(url, (redis) => redis.ping()).then(
    () => true,
    () => false,
  );
