import { Logger } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import type { Telegram } from 'telegraf';
import type { WebhookInfo } from 'telegraf/types';
import { UPDATE_KINDS } from './get-updates';
import { webhookFault } from './webhook-fault';

/** The most that Telegram offers; fewer than 100 chats at a time would wait for one another. */
const MAX_CONNECTIONS = 100;
/** Somebody may have unset it by hand, or by polling with the same token. */
const CHECK_MS = 60_000;
/** Telegram answers these at once; a call that takes longer hangs. */
const CALL_TIMEOUT_MS = 10_000;

export interface WebhookAddress {
  url: string;
  secret: string;
}

/** Our webhook at Telegram: set, and set again if it does not stand any more. Never unset here. */
export class WebhookRegistration {
  private readonly logger = new Logger(WebhookRegistration.name);
  private loggedErrorAt = 0;
  /** Why the webhook is not known to stand. */
  fault?: string = 'the webhook is not set yet';

  constructor(
    private readonly telegram: Telegram,
    private readonly address: WebhookAddress,
    private readonly checkMs = CHECK_MS,
  ) {}

  /** Sets the webhook and watches over it until `end` is aborted. */
  async keep(end: AbortSignal): Promise<void> {
    let isSet = false; // its secret cannot be asked for, so that it is set once in any case
    for (let failures = 0; !end.aborted;) {
      try {
        if (!isSet || !(await this.stands(end))) await this.set(end);
        [isSet, failures, this.fault] = [true, 0, undefined];
        await pause(this.checkMs, end);
      } catch (error) {
        if (end.aborted) return;
        await pause(this.failed(error, failures++), end);
      }
    }
  }

  private async set(end: AbortSignal): Promise<void> {
    // Pending updates stay: they may hold a payment.
    await this.call('setWebhook', end, {
      url: this.address.url,
      secret_token: this.address.secret,
      max_connections: MAX_CONNECTIONS,
      allowed_updates: [...UPDATE_KINDS],
      drop_pending_updates: false,
    });
    this.logger.log({ msg: 'webhook set' });
  }

  private async stands(end: AbortSignal): Promise<boolean> {
    const info = await this.call('getWebhookInfo', end, {});
    this.logLastError(info);
    const stands = info.url === this.address.url && hasAllKinds(info);
    if (!stands) this.logger.warn({ msg: 'the webhook did not stand any more' });
    return stands;
  }

  private logLastError({ last_error_date: at = 0, last_error_message: reason }: WebhookInfo): void {
    if (at <= this.loggedErrorAt) return;
    this.loggedErrorAt = at;
    const date = new Date(at * 1_000).toISOString();
    this.logger.warn({ msg: 'Telegram could not deliver to the webhook', reason, date });
  }

  private failed(error: unknown, failures: number): number {
    const { reason, waitMs } = webhookFault(error, failures);
    this.fault = reason;
    this.logger.warn({ msg: 'the webhook could not be set or asked for', reason, waitMs });
    return waitMs;
  }

  private call<Method extends 'setWebhook' | 'getWebhookInfo'>(
    method: Method,
    end: AbortSignal,
    payload: Parameters<typeof this.telegram.callApi<Method>>[1],
  ) {
    const signal = AbortSignal.any([end, AbortSignal.timeout(CALL_TIMEOUT_MS)]);
    return this.telegram.callApi(method, payload, { signal: signal as never }); // as in getUpdates
  }
}

const hasAllKinds = ({ allowed_updates: allowed = [] }: WebhookInfo): boolean =>
  UPDATE_KINDS.every((kind) => allowed.includes(kind));

const pause = (ms: number, end: AbortSignal): Promise<void> =>
  delay(ms, undefined, { signal: end }).catch(() => undefined);
