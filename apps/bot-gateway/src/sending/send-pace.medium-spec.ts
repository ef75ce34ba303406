import { Logger } from '@nestjs/common';
import { eventually, testRedisUrl } from '@aisha/testing';
import { setTimeout as delay } from 'node:timers/promises';
import { openPace, type OpenPace } from './send-pace.fixture';

let botId = 9_000;
beforeAll(() => Logger.overrideLogger(false));

describe('the pace of two gateways', () => {
  let redisUrl: string;
  let one: OpenPace;
  let other: OpenPace;
  beforeEach(async () => {
    botId++;
    redisUrl = await testRedisUrl();
    [one, other] = [await openPace(redisUrl, botId), await openPace(redisUrl, botId)];
    await eventually(() => [one, other].every(({ redis }) => redis.status === 'ready'));
  });
  afterEach(() => [one, other].forEach(({ close }) => close()));

  const chat = (chatId: number) => ({ botId, chatId });
  const admitAll = (count: number, admit: (index: number) => number | Promise<number>) =>
    Promise.all(Array.from({ length: count }, (_, index) => admit(index)));
  const admitted = (waits: number[]) => waits.filter((wait) => wait === 0).length;

  it('should let an answer to a person go at once, without asking anybody', () => {
    expect(one.pace.admit(chat(5), 'person')).toBe(0);
  });

  it('should smooth a burst in one chat, and hold no other chat back', () => {
    for (let message = 0; message < 20; message++) {
      expect(one.pace.admit(chat(5), 'person')).toBe(0);
    }
    expect(one.pace.admit(chat(5), 'person')).toBeGreaterThan(0);
    expect(one.pace.admit(chat(6), 'person')).toBe(0);
  });

  it('should hold only the chat that Telegram refused', () => {
    one.pace.refused(chat(5), 4_000, 'sendMessage');
    expect(one.pace.admit(chat(5), 'person')).toBeGreaterThan(3_900);
    expect(one.pace.admit(chat(6), 'person')).toBe(0);
    expect(one.pace.paused).toBe(false);
  });

  it('should stop everywhere when several chats are refused at once, and go on afterwards', async () => {
    for (const chatId of [5, 6, 7]) one.pace.refused(chat(chatId), 1_000, 'sendMessage');
    expect(one.pace.admit(chat(8), 'person')).toBeGreaterThan(900);
    await eventually(() => other.pace.paused, { timeoutMs: 600 });
    expect(other.pace.admit(chat(8), 'person')).toBeGreaterThan(0);
    await eventually(() => !other.pace.paused && !one.pace.paused, { timeoutMs: 1_500 });
    expect(other.pace.admit(chat(8), 'person')).toBe(0);
  });

  it('should stop everywhere when a call without a chat is refused', async () => {
    one.pace.refused(undefined, 2_000, 'setMyCommands');
    expect(one.pace.paused).toBe(true);
    await eventually(() => other.pace.paused, { timeoutMs: 600 });
    expect(await other.metrics()).toContain('send_pauses_total{by="another"} 1');
  });

  it('should know a pause that began before it started', async () => {
    one.pace.refused(undefined, 60_000, 'setMyCommands');
    one.pace.refused(undefined, 1_000, 'setMyCommands'); // a shorter one does not end it
    await eventually(async () => (await one.redis.pttl(`send-pause:${botId}`)) > 50_000);
    const late = await openPace(redisUrl, botId);
    await eventually(() => late.pace.paused, { timeoutMs: 1_000 });
    expect(late.pace.admit(chat(5), 'person')).toBeGreaterThan(50_000);
    late.close();
  });

  it('should tell of a pause again when Redis has lost it', async () => {
    one.pace.refused(undefined, 60_000, 'setMyCommands');
    await eventually(() => other.pace.paused, { timeoutMs: 600 });
    await one.redis.flushdb();
    const late = await openPace(redisUrl, botId);
    await eventually(() => late.pace.paused, { timeoutMs: 1_500 });
    late.close();
  });

  it('should not stop another bot', async () => {
    one.pace.refused(undefined, 2_000, 'setMyCommands');
    await eventually(() => other.pace.paused, { timeoutMs: 600 });
    const stranger = await openPace(redisUrl, botId + 1_000);
    await eventually(async () => (await stranger.redis.ping()) === 'PONG');
    expect(stranger.pace.paused).toBe(false);
    stranger.close();
  });

  it('should send a group twenty messages a minute', async () => {
    const waits = await admitAll(30, (index) =>
      [one, other][index % 2]!.pace.admit(chat(-5), 'person'),
    );
    expect(admitted(waits)).toBe(20);
    expect(Math.max(...waits)).toBeLessThanOrEqual(60_000);
    expect(await one.pace.admit(chat(-6), 'person')).toBe(0);
  });

  it('should send a chat one broadcast a second', async () => {
    const waits = await admitAll(4, (index) =>
      [one, other][index % 2]!.pace.admit(chat(5), 'bulk'),
    );
    expect(admitted(waits)).toBe(1);
    expect(Math.max(...waits)).toBeLessThanOrEqual(1_000);
    expect(one.pace.admit(chat(5), 'person')).toBe(0);
  });

  it('should send at most thirty broadcasts in any second, and not many less', async () => {
    const sends: { asked: number; answered: number }[] = [];
    const end = performance.now() + 3_500;
    const send = async (chatId: number) => {
      const { pace } = [one, other][chatId % 2]!;
      for (;;) {
        const asked = performance.now();
        const wait = await pace.admit(chat(chatId), 'bulk');
        if (wait === 0) return void sends.push({ asked, answered: performance.now() });
        if (performance.now() + wait > end) return;
        await delay(wait);
      }
    };
    await Promise.all(Array.from({ length: 200 }, (_, index) => send(index + 1)));
    // Redis decides some time between question and answer, and counts whole milliseconds.
    const within = (from: number) =>
      sends.filter(({ asked, answered }) => asked >= from && answered < from + 998).length;
    expect(Math.max(...sends.map(({ asked }) => within(asked)))).toBeLessThanOrEqual(30);
    expect(sends.length).toBeGreaterThan(70);
  });
});

describe('the pace without Redis', () => {
  it('should know what it learned itself and keep to its half of the broadcasts', async () => {
    const alone = await openPace('redis://127.0.0.1:1', ++botId);
    const bulk = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        alone.pace.admit({ botId, chatId: index + 1 }, 'bulk'),
      ),
    );
    expect(bulk.filter((wait) => wait === 0)).toHaveLength(15);
    expect(alone.pace.admit({ botId, chatId: 50 }, 'person')).toBe(0);
    alone.pace.refused(undefined, 5_000, 'setMyCommands');
    expect(alone.pace.admit({ botId, chatId: 51 }, 'person')).toBeGreaterThan(4_900);
    alone.close();
  });
});
