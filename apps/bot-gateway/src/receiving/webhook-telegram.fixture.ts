import fastify from 'fastify';
import { Telegram } from 'telegraf';

interface SetWebhook {
  url: string;
  secret_token: string;
  max_connections: number;
  allowed_updates: string[];
  drop_pending_updates: boolean;
}

/** Telegram as far as a webhook's registration knows it. */
export class TelegramWithWebhook {
  /** Every setWebhook that came, refused or not, and when. */
  readonly calls: (SetWebhook & { at: number })[] = [];
  webhook?: SetWebhook;
  /** What the next calls are refused with. */
  readonly refusals: { error_code: number; description: string; parameters?: object }[] = [];
  /** True: calls get no answer. */
  silent = false;
  lastError = {};
  infosAsked = 0;
  private readonly server = fastify({ forceCloseConnections: true });

  constructor() {
    this.server.post('/bot1:token/setWebhook', async ({ body }, reply) => {
      this.calls.push({ ...(body as SetWebhook), at: performance.now() });
      if (this.silent) return reply.hijack();
      const refusal = this.refusals.shift();
      if (refusal) return reply.code(refusal.error_code).send({ ok: false, ...refusal });
      this.webhook = body as SetWebhook;
      return { ok: true, result: true };
    });
    this.server.post('/bot1:token/getWebhookInfo', async () => {
      this.infosAsked += 1;
      const { url = '', allowed_updates } = this.webhook ?? {};
      return { ok: true, result: { url, allowed_updates, ...this.lastError } };
    });
  }

  async open(): Promise<Telegram> {
    const apiRoot = await this.server.listen({ host: '127.0.0.1', port: 0 });
    return new Telegram('1:token', { apiRoot });
  }

  close(): Promise<unknown> {
    return this.server.close();
  }
}
