import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { inSpan, ProviderCalls, withDeadline } from '@aisha/platform';
import { InjectBot } from 'nestjs-telegraf';
import type { Telegraf, Telegram } from 'telegraf';
import { Pool } from 'undici';
import { resultOf, unreachable } from './bot-api-answer';
import { carriesUpload, toJson } from './bot-api-payload';
import { post, type PostAnswer } from './http-exchange';
import { telegramOutcome } from './telegram-outcome';

/** Twice a rate of 1,000 calls a second times a round trip of 125 ms. */
const CONNECTIONS = 256;
const CONNECT_MS = 5_000;
/** Below the 75 s for which nginx keeps an idle connection, so that we are the ones who close it. */
const IDLE_MS = 30_000;
/** Telegram answers a call within a second or two; a long poll takes its own `timeout` on top. */
const ANSWER_MS = 15_000;
/** Answers still on their way when the process ends. */
const CLOSE_MS = 2_000;

type CallApi = Telegram['callApi'];
interface Call {
  method: string;
  payload: object;
  signal?: AbortSignal;
}

/**
 * Carries the Bot API calls of the bot's own client through undici instead of node-fetch, at a fraction of the
 * processor time. Uploads stay with telegraf. Refusals are telegraf's TelegramError, all else TelegramUnreachable.
 */
@Injectable()
export class BotApiTransport implements OnModuleInit, OnApplicationShutdown {
  private pool?: Pool;
  private path = '';

  constructor(
    @InjectBot() private readonly bot: Telegraf,
    private readonly calls: ProviderCalls,
  ) {}

  onModuleInit(): void {
    const { telegram } = this.bot;
    const { apiMode, apiRoot, testEnv } = telegram.options;
    const base = `./${apiMode}${telegram.token}/${testEnv ? 'test/' : ''}`;
    const { origin, pathname } = new URL(base, apiRoot);
    this.path = pathname;
    this.pool = new Pool(origin, {
      connections: CONNECTIONS,
      pipelining: 1,
      connect: { timeout: CONNECT_MS },
      keepAliveTimeout: IDLE_MS,
    });
    this.install(telegram, this.pool);
  }

  async onApplicationShutdown(): Promise<void> {
    const { pool } = this;
    if (!pool) return;
    await withDeadline(pool.close(), CLOSE_MS, 'calls are still open').catch(() => pool.destroy());
  }

  private install(telegram: Telegram, pool: Pool): void {
    const upload: CallApi = telegram.callApi.bind(telegram);
    const callApi: CallApi = (method, payload, options) => {
      const call = {
        provider: 'telegram',
        operation: method,
        waits: method === 'getUpdates',
      } as const;
      const signal = options?.signal as AbortSignal | undefined; // its type names the polyfill of an old Node
      const make = (): ReturnType<typeof upload<typeof method>> =>
        carriesUpload(payload)
          ? upload(method, payload, options)
          : (this.call({ method, payload, signal }, pool) as ReturnType<
              typeof upload<typeof method>
            >);
      return this.calls.measure(
        call,
        () => inSpan(`telegram ${method}`, { kind: 'client' }, make),
        telegramOutcome,
      );
    };
    telegram.callApi = callApi;
  }

  private async call(call: Call, pool: Pool): Promise<unknown> {
    const { status, body } = await this.exchange(call, pool);
    return resultOf(status, body, { method: call.method, payload: call.payload });
  }

  private async exchange({ method, payload, signal }: Call, pool: Pool): Promise<PostAnswer> {
    try {
      return await post(pool, {
        path: this.path + method,
        body: toJson(payload),
        beginsWithinMs: pollMs(payload) + ANSWER_MS,
        pausesAtMostMs: ANSWER_MS,
        signal,
      });
    } catch (error) {
      signal?.throwIfAborted();
      throw unreachable(method, error, this.bot.telegram.token);
    }
  }
}

/** How long a getUpdates may stay unanswered by its own wish, in milliseconds. */
const pollMs = (payload: object): number =>
  'timeout' in payload && typeof payload.timeout === 'number' ? payload.timeout * 1_000 : 0;
