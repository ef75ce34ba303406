import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Metrics, ProviderCalls } from '@aisha/platform';
import { Telegraf, TelegramError } from 'telegraf';
import { TelegramUnreachable } from './bot-api-answer';
import { BotApiTransport } from './bot-api-transport';

const TOKEN = '7000000001:token-that-nobody-may-see-0123456789';

interface Received {
  path: string;
  type: string;
  body: string;
}
type Answer = (response: ServerResponse, request: IncomingMessage) => void;

const json =
  (status: number, body: object): Answer =>
  (response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const sent = json(200, { ok: true, result: { message_id: 7 } });

describe('BotApiTransport', () => {
  let server: Server;
  let transport: BotApiTransport;
  let bot: Telegraf;
  let answer: Answer;
  const received: Received[] = [];

  const receive = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const type = request.headers['content-type'] ?? '';
    received.push({ path: request.url ?? '', type, body: Buffer.concat(chunks).toString() });
    answer(response, request);
  };

  beforeEach(async () => {
    received.length = 0;
    answer = sent;
    server = createServer((request, response) => void receive(request, response));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const apiRoot = `http://127.0.0.1:${port}/proxied/`;
    bot = new Telegraf(TOKEN, { telegram: { apiRoot, webhookReply: false } });
    transport = new BotApiTransport(bot, new ProviderCalls(new Metrics()));
    transport.onModuleInit();
  });
  afterEach(async () => {
    await transport.onApplicationShutdown();
    server.closeAllConnections();
    await once(server.close(), 'close');
  });

  const send = (text = 'hi') => bot.telegram.sendMessage(5, text);
  const failure = async (call: Promise<unknown>) => call.then(fail, (error: unknown) => error);
  const fail = () => {
    throw new Error('the call succeeded');
  };

  it('should give back what Telegram answered', async () => {
    expect(await send()).toEqual({ message_id: 7 });
    expect(received).toEqual([
      {
        path: `/proxied/bot${TOKEN}/sendMessage`,
        type: 'application/json',
        body: '{"chat_id":5,"text":"hi"}',
      },
    ]);
  });

  it('should leave out what is empty and send whole characters only', async () => {
    await bot.telegram.callApi('sendMessage', {
      chat_id: 5,
      text: 'a\ud800b 😀',
      parse_mode: undefined,
    });
    expect(JSON.parse(received[0]!.body)).toEqual({ chat_id: 5, text: 'a\ufffdb 😀' });
    expect(received[0]!.body).not.toContain('\\ud');
  });

  it('should tell what Telegram refused, and for how long', async () => {
    const description = 'Too Many Requests: retry after 7';
    const parameters = { retry_after: 7 };
    answer = json(429, { ok: false, error_code: 429, description, parameters });
    const error = await failure(send());
    expect(error).toBeInstanceOf(TelegramError);
    expect(error).toMatchObject({ code: 429, description, parameters });
    expect(error).toMatchObject({ on: { method: 'sendMessage', payload: { chat_id: 5 } } });
  });

  it('should take a page of a broken gateway for an outage', async () => {
    answer = (response) => response.writeHead(502).end('<html>Bad Gateway</html>');
    const error = await failure(send());
    expect(error).toBeInstanceOf(TelegramError);
    expect(error).toMatchObject({ code: 502 });
  });

  it.each([
    [403, '<html>Forbidden</html>'],
    [200, '{"ok":'],
    [200, 'null'],
    [404, '{"ok":false}'],
  ])('should not take %d %s for an answer of the Bot API', async (status, page) => {
    answer = (response) => response.writeHead(status).end(page);
    expect(await failure(send())).toBeInstanceOf(TelegramUnreachable);
  });

  it('should never put the token into an error', async () => {
    const faults: Answer[] = [
      (response) => response.destroy(),
      (response) => response.socket?.end('nonsense\r\n\r\n'),
      (response) => response.writeHead(200, { 'content-length': '50' }).write('{"ok"'),
      json(404, { ok: false, error_code: 404, description: 'Not Found' }),
    ];
    const texts: string[] = [];
    for (const fault of faults) {
      answer = (response, request) => {
        fault(response, request);
        setImmediate(() => response.destroy());
      };
      const error = (await failure(send())) as Error;
      texts.push(`${error} ${error.stack} ${JSON.stringify(error)}`);
    }
    expect(texts).toHaveLength(4);
    expect(texts.join()).not.toContain(TOKEN);
  });

  it('should say that a connection was reset', async () => {
    answer = (_, request) => request.socket.resetAndDestroy();
    const error = await failure(send());
    expect(error).toBeInstanceOf(TelegramUnreachable);
    expect(error).toMatchObject({ code: expect.stringMatching(/ECONNRESET|UND_ERR_SOCKET/) });
  });

  it('should end at once when the caller gives up', async () => {
    const end = new AbortController();
    answer = () => end.abort(new Error('enough'));
    const poll = bot.telegram.callApi(
      'getUpdates',
      { timeout: 50 },
      { signal: end.signal as never },
    );
    expect(await failure(poll)).toMatchObject({ message: 'enough' });
  });

  it('should not begin a call that was given up before', async () => {
    const signal = AbortSignal.abort(new Error('too late')) as never;
    const call = bot.telegram.callApi('getMe', {}, { signal });
    expect(await failure(call)).toMatchObject({ message: 'too late' });
    expect(received).toEqual([]);
  });

  it('should leave uploads to telegraf', async () => {
    await bot.telegram.sendPhoto(5, { source: Buffer.from('bytes') });
    await bot.telegram.editMessageMedia(5, 1, undefined, {
      type: 'photo',
      media: { source: Buffer.from('other bytes') },
    });
    await bot.telegram.sendPhoto(5, 'a-file-id');
    expect(received.map(({ type }) => type.split(';')[0])).toEqual([
      'multipart/form-data',
      'multipart/form-data',
      'application/json',
    ]);
    expect(received[1]!.body).toContain('other bytes');
  });

  it('should carry many calls at once and keep their connections', async () => {
    let connections = 0;
    server.on('connection', () => connections++);
    for (let round = 0; round < 3; round++) {
      await Promise.all(Array.from({ length: 20 }, (_, index) => send(`${round}-${index}`)));
    }
    expect(received).toHaveLength(60);
    expect(connections).toBeLessThan(30); // one is now and then opened while another becomes free
  });
});
