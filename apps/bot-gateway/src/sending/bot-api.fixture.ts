import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Metrics, ProviderCalls } from '@aisha/platform';
import { Telegraf } from 'telegraf';
import { BotApiTransport } from './bot-api-transport';

export interface ApiCall {
  method: string;
  payload: Record<string, unknown>;
}
export type Refusal = { code: number; description: string; parameters?: object } | 'reset';

/** A Bot API that takes every message, unless a refusal is due, and a bot that calls it. */
export class BotApiFixture {
  readonly calls: ApiCall[] = [];
  private readonly refusals: (Refusal | undefined)[] = [];
  private readonly results = new Map<string, (payload: ApiCall['payload']) => unknown>();
  private lastId = 0;

  private constructor(
    private readonly server: Server,
    private readonly transport: BotApiTransport,
    readonly bot: Telegraf,
  ) {
    server.on('request', (request, response) => void this.answer(request, response));
  }

  static async start(): Promise<BotApiFixture> {
    const server = createServer();
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const telegram = { apiRoot: `http://127.0.0.1:${port}`, webhookReply: false };
    const bot = new Telegraf('7000000001:token-of-the-fixture', { telegram });
    const transport = new BotApiTransport(bot, new ProviderCalls(new Metrics()));
    transport.onModuleInit();
    return new BotApiFixture(server, transport, bot);
  }

  /** What the next calls get, in order; undefined is taken. */
  refuse(...refusals: (Refusal | undefined)[]): void {
    this.refusals.push(...refusals);
  }

  /** What calls of a method get that are not refused; the others get a message. */
  answerWith(method: string, result: (payload: ApiCall['payload']) => unknown): void {
    this.results.set(method, result);
  }

  async close(): Promise<void> {
    await this.transport.onApplicationShutdown();
    this.server.closeAllConnections();
    await once(this.server.close(), 'close');
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const method = request.url!.split('/').at(-1)!;
    const payload = JSON.parse(Buffer.concat(chunks).toString()) as ApiCall['payload'];
    this.calls.push({ method, payload });
    const refusal = this.refusals.shift();
    if (refusal === 'reset') return void request.socket.resetAndDestroy();
    const answer = refusal
      ? { ok: false, error_code: refusal.code, ...refusal }
      : { ok: true, result: this.results.get(method)?.(payload) ?? { message_id: ++this.lastId } };
    response.writeHead(refusal?.code ?? 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer));
  }
}
