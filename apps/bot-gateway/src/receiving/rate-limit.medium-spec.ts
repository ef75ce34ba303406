import { eventually, testRedisUrl } from '@aisha/testing';
import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import type { Update } from 'telegraf/types';
import { openRateLimit, type OpenRateLimit } from './rate-limit.fixture';

const botId = 42;
let lastId = 0;
const update = (body: object) => ({ update_id: ++lastId, ...body }) as Update;
const message = (personId: number, fields: object) =>
  update({ message: { chat: { id: personId, type: 'private' }, ...fields } });
const text = (personId: number) => message(personId, { text: 'hello' });
const press = (personId: number) => update({ callback_query: { from: { id: personId } } });
const photo = (personId: number, album?: string) =>
  message(personId, { photo: [], ...(album ? { media_group_id: album } : {}) });
const times = <Result>(count: number, make: () => Result) => Array.from({ length: count }, make);
/** Of person 1. */
const texts = (count: number) => times(count, () => text(1));
const presses = (count: number) => times(count, () => press(1));
const photos = (count: number, album?: string) => times(count, () => photo(1, album));

const kinds = async ({ limit }: OpenRateLimit, updates: Update[]) =>
  (await limit.check(botId, updates)).map(({ kind }) => kind);
const oks = (count: number) => Array<string>(count).fill('ok');

describe('the rate limit of two gateways', () => {
  let one: OpenRateLimit;
  let other: OpenRateLimit;
  beforeEach(async () => {
    const url = await testRedisUrl();
    [one, other] = [openRateLimit(url, 5), openRateLimit(url, 5)];
    await eventually(() => [one, other].every(({ redis }) => redis.status === 'ready'));
  });
  afterEach(() => [one, other].forEach(({ close }) => close()));

  it('should take a burst, answer the first message beyond it and no other', async () => {
    expect(await kinds(one, texts(4))).toEqual(oks(4));
    expect(await kinds(other, texts(4))).toEqual(['ok', 'limited-first', 'limited', 'limited']);
    expect(await kinds(one, [text(1)])).toEqual(['limited']);
  });

  it('should say how long to wait, a minute at the most', async () => {
    const verdicts = await one.limit.check(botId, texts(6));
    const { waitMs } = verdicts[5] as { waitMs: number };
    expect(waitMs).toBeGreaterThan(59_000);
    expect(waitMs).toBeLessThanOrEqual(60_000);
  });

  it('should judge the people of one batch apart, in its order', async () => {
    const batch = times(6, () => [text(1), text(2), press(1)]).flat();
    const verdicts = await kinds(one, [...batch, text(3)]);
    expect(verdicts).toEqual([...oks(15), 'limited-first', 'limited-first', 'ok', 'ok']);
  });

  it('should begin anew when the minute is over', async () => {
    await kinds(one, texts(9));
    const [key] = await one.redis.keys('rate:*');
    await one.redis.pexpire(key!, 1);
    await eventually(async () => (await one.redis.exists(key!)) === 0);
    expect(await kinds(one, [text(1)])).toEqual(['ok']);
  });

  it('should let people press buttons twice as often as they write', async () => {
    expect(await kinds(one, presses(11))).toEqual([...oks(10), 'limited-first']);
  });

  it('should not punish a person who sends twenty photos one by one, and again', async () => {
    for (let sent = 0; sent < 40; sent++) expect(await kinds(one, [photo(1)])).toEqual(['ok']);
    expect(await kinds(one, [text(1)])).toEqual(['ok']);
  });

  it('should count an album once, also when it comes in two polls', async () => {
    await kinds(one, photos(59));
    const album = photos(10, 'album');
    expect(await kinds(one, album.slice(0, 4))).toEqual(oks(4));
    expect(await kinds(one, album.slice(4))).toEqual(oks(6));
    expect(await kinds(one, photos(3, 'next album'))).toEqual([
      'limited-first',
      'limited',
      'limited',
    ]);
  });

  it('should give an update that is tried again the verdict that it had', async () => {
    const updates = texts(7);
    const verdicts = [...oks(5), 'limited-first', 'limited'];
    expect(await kinds(one, updates)).toEqual(verdicts);
    for (const [place, single] of updates.entries()) {
      expect(await kinds(one, [single])).toEqual([verdicts[place]]);
    }
    expect(await kinds(one, [...updates, text(2)])).toEqual([...verdicts, 'ok']);
  });

  it('should never hold back payments', async () => {
    await kinds(one, texts(9));
    expect(await kinds(one, [message(1, { successful_payment: {} })])).toEqual(['ok']);
    expect(await kinds(one, [update({ pre_checkout_query: { from: { id: 1 } } })])).toEqual(['ok']);
  });

  it('should hold nobody back when it is turned off', async () => {
    const off = openRateLimit(await testRedisUrl(), 0);
    expect(await kinds(off, texts(100))).toEqual(oks(100));
    off.close();
  });
});

describe('the rate limit without Redis', () => {
  it('should count by itself while Redis is away', async () => {
    const alone = openRateLimit('redis://127.0.0.1:1', 5);
    expect(await kinds(alone, texts(7))).toEqual([...oks(5), 'limited-first', 'limited']);
    alone.close();
  });

  it('should not wait for a Redis that hangs, and use it again when it is back', async () => {
    const proxy = await openProxy(await testRedisUrl());
    const slow = openRateLimit(proxy.url, 5);
    await eventually(() => slow.redis.status === 'ready');
    proxy.freeze(true);
    const begun = performance.now();
    expect(await kinds(slow, [text(1)])).toEqual(['ok']);
    expect(performance.now() - begun).toBeLessThan(1_000);
    const next = performance.now();
    for (let person = 10; person < 40; person++) await kinds(slow, [text(person)]);
    expect(performance.now() - next).toBeLessThan(1_000); // it is left alone for a second
    proxy.freeze(false);
    await eventually(async () => {
      await kinds(slow, [text(2)]);
      return (await slow.redis.keys('rate:*')).some((key) => key.endsWith(':2'));
    });
    slow.close();
    await proxy.close();
  });
});

/** A wire to Redis that can be made to hang. */
async function openProxy(redisUrl: string) {
  const target = new URL(redisUrl);
  const sockets: net.Socket[] = [];
  const server = net.createServer((socket) => {
    const upstream = net.connect(Number(target.port || 6379), target.hostname);
    for (const end of [socket, upstream]) end.on('error', () => undefined);
    socket.pipe(upstream).pipe(socket);
    sockets.push(socket, upstream);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(redisUrl);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: url.href,
    freeze: (frozen: boolean) =>
      sockets.forEach((socket) => (frozen ? socket.pause() : socket.resume())),
    close: async () => {
      sockets.forEach((socket) => socket.destroy());
      server.close();
      await once(server, 'close');
    },
  };
}
