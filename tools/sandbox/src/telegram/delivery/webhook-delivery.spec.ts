import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { TelegramFixture, type Envelope } from '../telegram.fixture';
import type { Update } from '../wire.types';

interface Received {
  update: Update;
  secret: unknown;
  reply: FastifyReply;
}

/** A bot's webhook that answers when the test says so. */
class WebhookFixture {
  private readonly waiting: ((received: Received) => void)[] = [];
  private readonly unread: Received[] = [];
  private constructor(
    private readonly app: FastifyInstance,
    readonly url: string,
  ) {}

  static async start() {
    const app = fastify({ forceCloseConnections: true });
    let webhook: WebhookFixture | undefined = undefined;
    app.post('/hook', (request, reply) => {
      const secret = request.headers['x-telegram-bot-api-secret-token'];
      webhook?.receive({ update: request.body as Update, secret, reply });
    });
    await app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = app.server.address() as AddressInfo;
    webhook = new WebhookFixture(app, `http://127.0.0.1:${port}/hook`);
    return webhook;
  }

  /** The next push; it stays open until its reply is sent. */
  next(): Promise<Received> {
    const received = this.unread.shift();
    return received
      ? Promise.resolve(received)
      : new Promise((resolve) => this.waiting.push(resolve));
  }

  get unreadCount() {
    return this.unread.length;
  }

  close() {
    return this.app.close();
  }

  private receive(received: Received) {
    const waiting = this.waiting.shift();
    if (waiting) waiting(received);
    else this.unread.push(received);
  }
}

describe('webhooks', () => {
  let telegram: TelegramFixture;
  let webhook: WebhookFixture;
  beforeEach(async () => {
    [telegram, webhook] = await Promise.all([TelegramFixture.start(), WebhookFixture.start()]);
  });
  afterEach(async () => {
    await telegram.close();
    await webhook.close();
  });

  const set = (more = {}) =>
    telegram.call('setWebhook', { url: webhook.url, secret_token: 'se-cret', ...more });
  const info = async () => (await telegram.call('getWebhookInfo')).body.result;

  it('should push updates with the secret, those that waited too', async () => {
    const person = await telegram.person();
    await person.write('early');
    expect((await set()).body).toEqual({ ok: true, result: true, description: 'Webhook was set' });
    const first = await webhook.next();
    expect(first).toMatchObject({ secret: 'se-cret', update: { message: { text: 'early' } } });
    expect(await info()).toMatchObject({ url: webhook.url, pending_update_count: 1 });
    await first.reply.send();
    await person.write('later');
    const second = await webhook.next();
    expect(second.update.message?.text).toBe('later');
    expect(second.update.update_id).toBe(first.update.update_id + 1);
  });

  it('should keep the order of a chat while other chats go on', async () => {
    const [slow, quick] = await Promise.all([telegram.person(), telegram.person()]);
    await set();
    await slow.write('slow 1');
    const held = await webhook.next();
    await slow.write('slow 2');
    await quick.write('quick 1');
    const other = await webhook.next();
    expect(other.update.message?.text).toBe('quick 1');
    expect(webhook.unreadCount).toBe(0);
    await held.reply.send();
    expect((await webhook.next()).update.message?.text).toBe('slow 2');
  });

  it('should push again what the webhook refused, and say why', async () => {
    const person = await telegram.person();
    await set();
    await person.write('try again');
    const first = await webhook.next();
    await first.reply.code(500).send();
    const second = await webhook.next();
    expect(second.update).toEqual(first.update);
    expect(await info()).toMatchObject({
      last_error_message: 'Wrong response from the webhook: 500 Internal Server Error',
    });
    await second.reply.send();
    await person.write('next');
    expect((await webhook.next()).update.message?.text).toBe('next');
  });

  it('should carry out a call that comes as the answer to a push', async () => {
    const person = await telegram.acquaintance();
    await set();
    await person.write('hi');
    const { reply } = await webhook.next();
    const answered = new Promise((resolve) => {
      telegram.server.world.events.listen(person.id, resolve);
    });
    await reply.send({ method: 'sendMessage', chat_id: person.id, text: 'at once' });
    await answered;
    expect(await person.lastSeen()).toMatchObject({ from: 'bot', text: 'at once' });
  });

  it('should not be polled while the webhook is set, and give the queue back afterwards', async () => {
    const person = await telegram.person();
    await set();
    await person.write('unanswered');
    await webhook.next();
    const { status, body } = await telegram.call('getUpdates');
    expect([status, body.description]).toEqual([
      409,
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    ]);
    await telegram.call('deleteWebhook');
    expect(await telegram.updates()).toMatchObject([{ message: { text: 'unanswered' } }]);
  });

  it('should end a waiting poll when a webhook is set', async () => {
    const poll = telegram.call('getUpdates', { timeout: 50 });
    await telegram.untilPolled();
    await set();
    expect((await poll).body).toMatchObject({
      error_code: 409,
      description: 'Conflict: terminated by setWebhook request',
    });
  });

  it.each([
    [{ url: 'ftp://x' }, 'Bad Request: bad webhook: invalid webhook URL specified'],
    [
      { url: 'http://example.org/hook' },
      'Bad Request: bad webhook: An HTTPS URL must be provided for webhook',
    ],
    [{ secret_token: 'no spaces' }, 'Bad Request: secret token contains unallowed characters'],
  ])('should refuse %j', async (settings, description) => {
    expect((await set(settings)).body).toMatchObject({ ok: false, description });
  });

  it('should take no second change within a second, but the same again', async () => {
    const answers: Envelope[] = [];
    for (const max_connections of [1, 1, 2]) answers.push((await set({ max_connections })).body);
    expect(answers).toMatchObject([
      { description: 'Webhook was set' },
      { description: 'Webhook is already set' },
      { error_code: 429, parameters: { retry_after: 1 } },
    ]);
  });
});
