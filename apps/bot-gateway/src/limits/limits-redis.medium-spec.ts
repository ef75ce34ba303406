import { eventually, describeWithRedisBinary, testRedisCluster } from '@aisha/testing';
import type { BotIdentity } from '../bot-identity';
import { openRateLimit } from '../receiving/rate-limit.fixture';
import { SharedLimits } from '../sending/shared-limits';
import { LimitsRedis } from './limits-redis';

const identity = { botId: 42 } as BotIdentity;
const texts = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    update_id: index,
    message: { chat: { id: 1, type: 'private' as const }, text: 'hello' },
  }));

// Where Docker brings Redis there may be no redis-server to start several of.
describeWithRedisBinary('limits over a Redis cluster', () => {
  let cluster: Awaited<ReturnType<typeof testRedisCluster>>;
  beforeAll(async () => (cluster = await testRedisCluster()), 40_000);
  afterAll(() => cluster.close());

  it('should count the messages of a person over all gateways', async () => {
    const gateways = [openRateLimit(cluster.url, 5), openRateLimit(cluster.url, 5)] as const;
    await eventually(() => gateways.every(({ redis }) => redis.status === 'ready'));
    const [one, other] = gateways;
    const kinds = async ({ limit }: typeof one, count: number) =>
      (await limit.check(identity.botId, texts(count) as never)).map(({ kind }) => kind);
    expect(await kinds(one, 4)).toEqual(['ok', 'ok', 'ok', 'ok']);
    expect(await kinds(other, 2)).toEqual(['ok', 'limited-first']);
    gateways.forEach(({ close }) => close());
  });

  it('should count the messages to a group over all gateways', async () => {
    const connections = [cluster.url, cluster.url].map(
      (REDIS_URL) => new LimitsRedis({ REDIS_URL }),
    );
    await eventually(() => connections.every(({ client }) => client.status === 'ready'));
    const [one, other] = connections.map((redis) => new SharedLimits(redis, identity));
    // Each for itself would have half of the twenty.
    for (let sent = 0; sent < 15; sent += 1) expect(await one!.takeGroup(-7)).toBeUndefined();
    for (let sent = 0; sent < 5; sent += 1) expect(await other!.takeGroup(-7)).toBeUndefined();
    expect(await other!.takeGroup(-7)).toMatchObject({ reason: 'group' });
    connections.forEach((redis) => redis.onApplicationShutdown());
  });
});
