import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import type { ReceivedUpdate } from '@aisha/delivery';
import { WebhookServer } from './webhook-server';

const SECRET = 'the-secret_of-this-test';
const update = (updateId: number) => JSON.stringify({ update_id: updateId });

/** A server whose store ends when the test says so. */
class Served {
  readonly stored: ReceivedUpdate[] = [];
  readonly counts: string[] = [];
  readonly failures: unknown[] = [];
  overloaded = false;
  store: (update: ReceivedUpdate) => Promise<void> = async () => undefined;
  readonly agent = new Agent({ keepAlive: true });
  port = 0;
  readonly server = new WebhookServer({
    secret: SECRET,
    take: async (received) => {
      await this.store(received);
      this.stored.push(received);
    },
    isOverloaded: () => this.overloaded,
    count: (outcome) => this.counts.push(outcome),
    onFailure: (error) => this.failures.push(error),
  });

  async open() {
    this.port = await this.server.listen('127.0.0.1', 0);
  }

  async close() {
    await this.server.close();
    this.agent.destroy();
  }

  /** The next update is being stored from `begun` on, until `end` is called. */
  holdStore() {
    const begun = Promise.withResolvers<void>();
    const end = Promise.withResolvers<void>();
    this.store = () => {
      begun.resolve();
      return end.promise;
    };
    return { begun: begun.promise, end: () => end.resolve() };
  }

  async send(
    body: string,
    { method = 'POST', path = '/telegram/webhook', secret = SECRET, headers = {} } = {},
  ) {
    const sent = request({
      ...{ host: '127.0.0.1', port: this.port, agent: this.agent, method, path },
      headers: {
        'content-type': 'application/json',
        'x-telegram-bot-api-secret-token': secret,
        ...headers,
      },
    });
    sent.end(body);
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    const words = await answer.setEncoding('utf8').toArray();
    return { status: answer.statusCode, headers: answer.headers, body: words.join('') };
  }
}

describe('the webhook', () => {
  let served: Served;
  beforeEach(async () => {
    served = new Served();
    await served.open();
  });
  afterEach(() => served.close());

  it('should answer 200 with nothing in it once the update is stored', async () => {
    const store = served.holdStore();
    let answered = false;
    const answer = served.send(update(7)).finally(() => (answered = true));
    await store.begun;
    expect(answered).toBe(false);
    store.end();
    expect(await answer).toMatchObject({ status: 200, body: '' });
    expect(served.stored).toEqual([{ updateId: 7, chatId: 0, raw: update(7) }]);
    expect(served.counts).toEqual(['taken']);
  });

  it.each(['', 'wrong', `${SECRET}x`, SECRET.slice(1), SECRET.toUpperCase()])(
    'should turn away who sends "%s" for the secret',
    async (secret) => {
      expect(await served.send(update(1), { secret })).toMatchObject({ status: 401, body: '' });
      expect([served.stored, served.counts]).toEqual([[], ['unauthorized']]);
    },
  );

  it('should not read the body of a stranger', async () => {
    const stranger = connect(served.port, '127.0.0.1');
    stranger.write(
      'POST /telegram/webhook HTTP/1.1\r\nhost: x\r\ncontent-length: 1000000\r\n\r\n{',
    );
    const [answer] = (await once(stranger, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1.1 401 /);
    stranger.destroy();
  });

  it.each(['', 'nonsense', '{"update_id":"7"}', '{"update_id":7'])(
    'should refuse the body "%s" as malformed',
    async (body) => {
      expect(await served.send(body)).toMatchObject({ status: 400 });
      expect([served.stored, served.counts]).toEqual([[], ['malformed']]);
    },
  );

  it.each(['text/plain', 'application/json; charset=utf-8', 'application/x-nonsense'])(
    'should take an update whatever it is called: %s',
    async (type) => {
      const headers = { 'content-type': type };
      expect(await served.send(update(2), { headers })).toMatchObject({ status: 200 });
      expect(served.stored).toHaveLength(1);
    },
  );

  it('should take a large update, and refuse one that Telegram never sends', async () => {
    const sized = (bytes: number) => JSON.stringify({ update_id: 3, x: 'x'.repeat(bytes) });
    expect(await served.send(sized(900_000))).toMatchObject({ status: 200 });
    expect(await served.send(sized(1_100_000))).toMatchObject({ status: 413 });
    expect(served.counts).toEqual(['taken', 'too-large']);
  });

  it.each([
    ['POST', '/', 404],
    ['POST', '/telegram/webhook/more', 404],
    ['GET', '/health', 404],
    ['GET', '/telegram/webhook', 405],
    ['PUT', '/telegram/webhook?x', 405],
    ['DELETE', '/telegram/webhook', 405],
  ])('should answer %s %s with %i', async (method, path, status) => {
    const answer = await served.send(method === 'POST' ? update(4) : '', { method, path });
    expect(answer.status).toBe(status);
    expect(answer.headers.allow).toBe(status === 405 ? 'POST' : undefined);
    expect(served.stored).toEqual([]);
  });

  it('should ask Telegram to come again in a second or two when it has too much in hand', async () => {
    served.overloaded = true;
    const { status, headers } = await served.send(update(5));
    expect(status).toBe(503);
    expect(['1', '2']).toContain(headers['retry-after']);
    expect([served.stored, served.counts]).toEqual([[], ['overloaded']]);
    served.overloaded = false;
    expect(await served.send(update(5))).toMatchObject({ status: 200 });
  });

  it('should not confirm what could not be stored', async () => {
    served.store = () => Promise.reject(new Error('no connection'));
    const { status, headers } = await served.send(update(6));
    expect(status).toBe(503);
    expect(['1', '2']).toContain(headers['retry-after']);
    expect(served.failures).toEqual([new Error('no connection')]);
  });

  it('should finish what is in hand when it stops, and close connections that idle', async () => {
    const store = served.holdStore();
    const silent = connect(served.port, '127.0.0.1');
    await once(silent, 'connect');
    const answer = served.send(update(8));
    await store.begun;
    let closed = false;
    const closing = served.server.close().finally(() => (closed = true));
    await expect(served.send(update(9), { headers: { connection: 'close' } })).rejects.toThrow();
    expect(closed).toBe(false);
    store.end();
    expect(await answer).toMatchObject({ status: 200, headers: { connection: 'close' } });
    await closing;
    expect(served.stored.map(({ updateId }) => updateId)).toEqual([8]);
    silent.destroy();
  });
});
