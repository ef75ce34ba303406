import { randomInt } from 'node:crypto';
import type { ReceivedUpdate } from '@aisha/delivery';
import fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { secretCheck } from './webhook-secret';
import { readUpdate } from './webhook-update';

export const WEBHOOK_PATH = '/telegram/webhook';
/** Telegram's largest updates, a long message that quotes another, have a few ten thousand bytes. */
const BODY_LIMIT = 1_048_576;
/** Telegram sends an update in one go; who needs longer only holds a connection. */
const REQUEST_TIMEOUT_MS = 15_000;

export type WebhookOutcome =
  'taken' | 'unauthorized' | 'malformed' | 'too-large' | 'overloaded' | 'unavailable' | 'stopping';

export interface WebhookServerOptions {
  /** What Telegram sends in the header `X-Telegram-Bot-Api-Secret-Token`. */
  secret: string;
  /** Resolves when the update is stored for good; rejects when it may not be. */
  take(update: ReceivedUpdate): Promise<void>;
  isOverloaded(): boolean;
  count(outcome: WebhookOutcome): void;
  /** Told why an update could not be taken. */
  onFailure(error: unknown): void;
}

/** What Telegram calls: `POST /telegram/webhook`, answered with 200 only after the update is stored. */
export class WebhookServer {
  private readonly app = fastify({
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    return503OnClosing: false, // ours says when to try again
    frameworkErrors: (_error, _request, reply) => void reply.raw.writeHead(400).end(),
  });
  private inHand = 0;
  private closing = false;
  private onIdle: () => void = () => undefined;

  constructor(private readonly options: WebhookServerOptions) {
    const { app } = this;
    const isTelegram = secretCheck(options.secret);
    // Bodies stay bytes: what Telegram sent is stored word for word.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    );
    // Before the body is read: a stranger's is not even looked at.
    app.addHook('onRequest', async (request, reply) => {
      this.watch(reply);
      if (request.is404) return notFound(request, reply);
      if (!isTelegram(request)) return this.hangUp(reply, 401, 'unauthorized');
      if (this.closing) return this.later(reply, 'stopping');
      if (options.isOverloaded()) return this.later(reply, 'overloaded');
    });
    app.setErrorHandler((error, _request, reply) => this.unreadable(error, reply));
    app.post<{ Body?: Buffer }>(WEBHOOK_PATH, ({ body }, reply) => this.receive(body, reply));
  }

  /** @returns the port, which is a free one where 0 was asked for */
  async listen(host: string, port: number): Promise<number> {
    return Number(new URL(await this.app.listen({ host, port })).port);
  }

  /** Takes nothing new, answers what is in hand, then closes. */
  async close(): Promise<void> {
    this.closing = true;
    const closed = this.app.close();
    if (this.inHand > 0) await new Promise<void>((resolve) => (this.onIdle = resolve));
    this.app.server.closeAllConnections();
    await closed;
  }

  private async receive(body: Buffer | undefined, reply: FastifyReply) {
    const update = body && readUpdate(body);
    if (!update) return this.answer(reply, 400, 'malformed');
    try {
      await this.options.take(update);
    } catch (error) {
      this.options.onFailure(error);
      return this.later(reply, 'unavailable');
    }
    return this.answer(reply, 200, 'taken');
  }

  private unreadable(error: unknown, reply: FastifyReply) {
    const tooLarge = (error as { statusCode?: number }).statusCode === 413;
    return tooLarge ? this.hangUp(reply, 413, 'too-large') : this.hangUp(reply, 400, 'malformed');
  }

  /** One second or two, so that what was turned away together does not come back together. */
  private later(reply: FastifyReply, outcome: WebhookOutcome) {
    return this.answer(reply.header('retry-after', randomInt(1, 3)), 503, outcome);
  }

  /** The rest of the body is not worth waiting for. */
  private hangUp(reply: FastifyReply, status: number, outcome: WebhookOutcome) {
    return this.answer(reply.header('connection', 'close'), status, outcome);
  }

  /** Without a body: Telegram would carry out a method that it found there. */
  private answer(reply: FastifyReply, status: number, outcome: WebhookOutcome) {
    this.options.count(outcome);
    if (this.closing) void reply.header('connection', 'close');
    return reply.code(status).send();
  }

  private watch(reply: FastifyReply): void {
    this.inHand += 1;
    reply.raw.once('close', () => {
      this.inHand -= 1;
      if (this.inHand === 0) this.onIdle();
    });
  }
}

const notFound = ({ url }: FastifyRequest, reply: FastifyReply) => {
  const known = url.split('?')[0] === WEBHOOK_PATH;
  if (known) void reply.header('allow', 'POST');
  return reply
    .header('connection', 'close')
    .code(known ? 405 : 404)
    .send();
};
