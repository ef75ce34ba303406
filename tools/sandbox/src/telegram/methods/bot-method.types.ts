import type { LongPolling } from '../delivery/long-polling';
import type { WebhookDelivery } from '../delivery/webhook-delivery';
import type { CallParams } from '../server/call-params';
import type { World } from '../world/world';

/** What a method of the Bot API works with. */
export interface BotContext {
  world: World;
  polling: LongPolling;
  webhooks: WebhookDelivery;
}

export interface MethodCall extends BotContext {
  params: CallParams;
  /** Aborted when the caller hangs up. */
  signal: AbortSignal;
}

/** Gives the `result` of the answer, or throws a BotApiError. */
export type BotMethod = (call: MethodCall) => unknown;

/** Methods by their name in the documentation. */
export type BotMethods = { [name: string]: BotMethod };

/** A result with a description beside it, as setWebhook gives. */
export class DescribedResult {
  constructor(
    readonly result: unknown,
    readonly description: string,
  ) {}
}
