import {
  createTestDatabase,
  eventually,
  describeWithRedisBinary,
  type TestDatabase,
  testRedisCluster,
  testSentinelRedis,
} from '@aisha/testing';
import { welcomed } from './harness/journeys';
import type { Person } from './harness/person';
import { APPS, Stack } from './harness/stack';

const START_MS = 120_000;

/** An answer of the assistant has been a job in Redis, done by another process. */
const getsAnswer = async (person: Person, question: string) => {
  await person.say(question);
  await person.hears(question);
};

// Where Docker brings Redis there may be no redis-server to start several of.
describeWithRedisBinary('the apps', () => {
  let database: TestDatabase;
  let stack: Stack;
  let redis: { url: string; close(): Promise<void> };

  const start = async () => {
    database = await createTestDatabase();
    const servers = { DATABASE_URL: database.url, REDIS_URL: redis.url };
    stack = await Stack.start({}, { servers });
  };
  afterEach(async () => {
    await stack.close();
    await redis.close();
    await database.close();
  });

  it(
    'should go on when the sentinels of their Redis name a new master',
    async () => {
      const sentinels = await testSentinelRedis();
      redis = sentinels;
      await start();
      const person = await welcomed(stack);
      await getsAnswer(person, 'What is a question before?');
      const old = await sentinels.masterUrl();
      sentinels.stopMaster('SIGKILL');
      await eventually(async () => expect(await sentinels.masterUrl()).not.toBe(old), {
        timeoutMs: 20_000,
      });
      await Promise.all(APPS.map((app) => stack.healthy(app)));
      await getsAnswer(person, 'What is a question after?');
    },
    START_MS,
  );

  it(
    'should work on a Redis cluster',
    async () => {
      redis = await testRedisCluster();
      await start();
      const person = await welcomed(stack);
      await getsAnswer(person, 'What is a question?');
    },
    START_MS,
  );
});
