import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { PendingUpdate, WebhookSettings } from '../world/change.types';
import type { World } from '../world/world';
import { pushUpdate, type Push } from './webhook-push';

const FIRST_PAUSE_MS = 1000;
const notInReplies = /^(get|setwebhook|deletewebhook|close|logout)/i;

/** A call that came as the body of a webhook's answer. */
export type ReplyCall = (method: string, body: object) => Promise<unknown>;

/** What getWebhookInfo says of the last failure; the date is in unix seconds. */
export interface WebhookFailure {
  last_error_date: number;
  last_error_message: string;
}

/** Pushes updates to the bot's webhook: those of one chat one after the other, different chats side by side. */
export class WebhookDelivery {
  /** Carries out what a webhook answers instead of a call of its own. */
  onReply: ReplyCall = async () => undefined;
  failure: WebhookFailure | undefined;
  private readonly busyKeys = new Set<string>();
  private readonly inFlight = new Set<PendingUpdate>();
  private stopping = new AbortController();
  private nextChangeAt = 0;

  constructor(private readonly world: World) {
    world.updates.onArrival(() => this.pump());
  }

  /** False when the webhook was changed less than this time ago. */
  admitChange(everyMs: number) {
    if (Date.now() < this.nextChangeAt) return false;
    this.nextChangeAt = Date.now() + everyMs;
    return true;
  }

  /** Begins to push, or ends it when the settings are undefined; what is not acknowledged stays in the queue. */
  use(webhook: WebhookSettings | undefined) {
    this.stop();
    this.failure = undefined;
    this.world.webhook = webhook;
    this.resume();
  }

  resume() {
    this.stopping = new AbortController();
    this.pump();
  }

  stop() {
    this.stopping.abort();
    this.busyKeys.clear();
    this.inFlight.clear();
  }

  private pump() {
    const { webhook } = this.world;
    if (!webhook) return;
    for (const pending of this.world.updates.peek(Infinity)) {
      if (this.inFlight.size >= webhook.maxConnections) return;
      if (this.inFlight.has(pending) || this.busyKeys.has(pending.orderKey)) continue;
      void this.deliver(pending, webhook, this.stopping.signal);
    }
  }

  private async deliver(pending: PendingUpdate, webhook: WebhookSettings, signal: AbortSignal) {
    this.inFlight.add(pending);
    this.busyKeys.add(pending.orderKey);
    const push = await this.pushUntilTaken(pending, webhook, signal);
    if (signal.aborted) return;
    this.world.updates.markDelivered([pending]);
    this.world.updates.confirm(new Set([pending.update.update_id]));
    this.inFlight.delete(pending);
    this.busyKeys.delete(pending.orderKey);
    this.pump();
    await this.execute(push);
  }

  /** The first retry follows at once, later ones after pauses that double up to a minute or two. */
  private async pushUntilTaken(
    pending: PendingUpdate,
    webhook: WebhookSettings,
    signal: AbortSignal,
  ) {
    for (let pause = 0; !signal.aborted && Date.now() < pending.expiresAt;) {
      const push = await pushUpdate(webhook, pending.update, signal);
      if (push.taken) return push;
      if (!signal.aborted) this.noteFailure(push.error);
      await wait(push.retryAfterMs ?? pause, undefined, { signal, ref: false }).catch(
        () => undefined,
      );
      pause = Math.min(Math.max(FIRST_PAUSE_MS, pause * 2), randomInt(60_000, 120_000));
    }
    return undefined;
  }

  private noteFailure(message: string) {
    const last_error_date = Math.floor(Date.now() / 1000);
    this.failure = { last_error_date, last_error_message: message };
  }

  private async execute(push: Push | undefined) {
    if (!push?.taken || !push.call) return;
    const { method, ...body } = push.call;
    if (notInReplies.test(method)) return;
    // Telegram does not tell the bot how such a call ended.
    await this.onReply(method, body).catch(() => undefined);
  }
}
