import { setTimeout as delay } from 'node:timers/promises';
import type { ObjectEvent } from './object-event';

export interface NotificationTarget {
  url: string;
  /** Sent as `Authorization: Bearer <token>`. */
  token: string;
  /** Only keys that start so; default all. */
  prefix?: string;
}

const ANSWER_MS = 5_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 3_000;
/** MinIO's default queue limit; a receiver that is away this long must reconcile by listing. */
const MOST_WAITING = 100_000;

/**
 * Posts events to a webhook, each until it is answered with 2xx, while the process lives.
 * One after the other; one that was refused waits behind the others, so a receiver may see the
 * events of an object in another order than they happened (their `sequencer` tells).
 */
export class BucketNotifications {
  private readonly waiting: ObjectEvent[] = [];
  private readonly closing = new AbortController();
  private sending: Promise<void> | undefined;
  private failures = 0;

  constructor(
    private readonly target: NotificationTarget,
    private readonly onError: (error: unknown) => void,
  ) {}

  add(event: ObjectEvent): void {
    const { key } = event.object;
    if (this.closing.signal.aborted || !key.startsWith(this.target.prefix ?? '')) return;
    if (this.waiting.length >= MOST_WAITING) {
      this.onError(new Error('Too many bucket events wait for delivery; one was dropped.'));
      return;
    }
    this.waiting.push(event);
    this.sending ??= this.sendAll();
  }

  /** Gives up what is not delivered yet. */
  async close(): Promise<void> {
    this.closing.abort();
    await this.sending;
  }

  private async sendAll(): Promise<void> {
    for (let event; !this.closing.signal.aborted && (event = this.waiting.shift());) {
      if (await this.send(event)) this.failures = 0;
      else await this.retryLater(event);
    }
    // In the same tick as the last look at the queue, or an event could fall between the two.
    this.sending = undefined;
  }

  private async retryLater(event: ObjectEvent): Promise<void> {
    this.waiting.push(event);
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** this.failures++, LONGEST_PAUSE_MS);
    await delay(pause, undefined, { signal: this.closing.signal }).catch(() => undefined);
  }

  private async send(event: ObjectEvent): Promise<boolean> {
    try {
      const response = await fetch(this.target.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${this.target.token}`,
        },
        body: JSON.stringify(event.payload),
        signal: AbortSignal.any([this.closing.signal, AbortSignal.timeout(ANSWER_MS)]),
      });
      await response.body?.cancel();
      return response.ok;
    } catch {
      return false;
    }
  }
}
