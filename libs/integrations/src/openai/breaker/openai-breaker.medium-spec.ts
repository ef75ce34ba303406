import { Logger } from '@nestjs/common';
import { Metrics, ProviderCalls, redisConnection, type RedisConnection } from '@aisha/platform';
import { eventually, testRedisUrl } from '@aisha/testing';
import { ProviderFailure } from '../../provider.errors';
import { OpenAiBreaker } from './openai-breaker';
import { OpenAiOutage } from './openai-outage';

describe('the breaker before OpenAI', () => {
  let redis: RedisConnection;
  let config: { REDIS_URL: string };
  let outages: OpenAiOutage[];
  let metrics: Metrics;
  let here: OpenAiBreaker;
  let there: OpenAiBreaker;
  const empty = new ProviderFailure('openai', 'balance', 'no credits', { status: 429 });
  const ask = jest.fn<Promise<string>, []>();
  const pass = (breaker: OpenAiBreaker) => breaker.pass('chat', ask);
  const restIsOver = () => redis.del('openai-outage-rest');
  const process = async () => {
    const outage = new OpenAiOutage(config);
    outages.push(outage);
    await eventually(async () => expect(await outage.began('balance')).toBe(true));
    await outage.isOver();
    return new OpenAiBreaker(outage, new ProviderCalls(metrics), metrics);
  };

  beforeAll(async () => {
    Logger.overrideLogger(false);
    config = { REDIS_URL: await testRedisUrl() };
    redis = redisConnection(config, 'producer');
  });
  beforeEach(async () => {
    await Promise.all(['openai-outage', 'openai-outage-rest'].map((key) => redis.del(key)));
    [outages, metrics] = [[], new Metrics()];
    [here, there] = [await process(), await process()];
    ask.mockReset().mockResolvedValue('hi');
  });
  afterEach(() => outages.forEach((outage) => outage.onApplicationShutdown()));
  afterAll(() => redis.disconnect());

  const open = async () => {
    ask.mockRejectedValue(empty);
    await expect(pass(here)).rejects.toBe(empty);
    ask.mockClear();
  };

  it('should let calls through, and count how they end', async () => {
    await expect(pass(here)).resolves.toBe('hi');
    ask.mockRejectedValueOnce(new ProviderFailure('openai', 'rate-limited', 'slowly'));
    await expect(pass(here)).rejects.toMatchObject({ kind: 'rate-limited' });
    ask.mockRejectedValueOnce(new Error('the person left'));
    await expect(pass(here)).rejects.toThrow('the person left');
    await expect(pass(there)).resolves.toBe('hi');
    const told = await metrics.registry.metrics();
    for (const [outcome, times] of [
      ['ok', 2],
      ['rate-limited', 1],
      ['stopped', 1],
    ]) {
      const labels = `provider="openai",operation="chat",outcome="${outcome}"`;
      expect(told).toContain(`provider_calls_total{${labels}} ${times}`);
    }
    expect(told).toContain('provider_breaker_open{provider="openai"} 0');
  });

  it('should ask no more in any process once the account is empty', async () => {
    await open();
    for (const breaker of [here, there, there]) {
      await expect(pass(breaker)).rejects.toMatchObject({ kind: 'balance', retryable: false });
    }
    expect(ask).not.toHaveBeenCalled();
    expect(await metrics.registry.metrics()).toContain(
      'provider_breaker_open{provider="openai"} 1',
    );
  });

  it('should let one call ask anew after a rest, and rest longer when it fails', async () => {
    await open();
    const first = await redis.pttl('openai-outage-rest');
    await restIsOver();
    await Promise.allSettled([here, there, here, there].map(pass));
    expect(ask).toHaveBeenCalledTimes(1);
    expect(await redis.pttl('openai-outage-rest')).toBeGreaterThan(first);
  });

  it('should rest a minute at most, and end by itself', async () => {
    await open();
    for (let probe = 0; probe < 6; probe++) {
      await restIsOver();
      await pass(there).catch(() => undefined);
    }
    const rest = await redis.pttl('openai-outage-rest');
    expect([rest > 50_000, rest <= 60_000]).toEqual([true, true]);
    expect(await redis.pttl('openai-outage')).toBeLessThanOrEqual(24 * 3_600_000);
  });

  it('should close for all when a call succeeds', async () => {
    await open();
    await restIsOver();
    ask.mockResolvedValue('hi');
    await expect(pass(there)).resolves.toBe('hi');
    await expect(Promise.all([here, there, here].map(pass))).resolves.toHaveLength(3);
    expect(await metrics.registry.metrics()).toContain(
      'provider_breaker_open{provider="openai"} 0',
    );
  });

  it('should say since when and why, of the first failure', async () => {
    await open();
    await restIsOver();
    ask.mockRejectedValue(new ProviderFailure('openai', 'unauthorized', 'no key'));
    await pass(there).catch(() => undefined);
    const outage = await outages[1]!.current();
    expect(outage).toMatchObject({ kind: 'balance', probes: 1 });
    expect(Date.now() - outage!.since).toBeLessThan(10_000);
  });

  it('should let everything through while Redis is away', async () => {
    const lost = new OpenAiOutage({ REDIS_URL: 'redis://127.0.0.1:1' });
    outages.push(lost);
    const breaker = new OpenAiBreaker(lost, new ProviderCalls(metrics), metrics);
    ask.mockRejectedValueOnce(empty);
    await expect(pass(breaker)).rejects.toBe(empty);
    await expect(pass(breaker)).resolves.toBe('hi');
  });
});
