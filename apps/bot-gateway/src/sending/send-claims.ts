import { Injectable, Logger } from '@nestjs/common';
import { CLAIM_MS, OutboxQueue } from '@aisha/delivery';
import { BotIdentity } from '../bot-identity';

const RENEWAL_MS = 1_000;
/** A send begins only if its claim outlasts the time that it takes to reach Telegram. */
const MARGIN_MS = 500;

/**
 * Keeps the messages that this process has in hand its own, and knows by its own clock whether each still is: a
 * process that was frozen, or that could not renew for a while, must not send what others have taken over.
 */
@Injectable()
export class SendClaims {
  private readonly logger = new Logger(SendClaims.name);
  /** By message: when it was last asked for with success, by `performance.now()`. */
  private readonly held = new Map<string, number>();
  private renewing = false;
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly queue: OutboxQueue,
    private readonly identity: BotIdentity,
  ) {}

  /**
   * The message is renewed until it is released.
   * @param takenAt when it was asked for, by `performance.now()`
   */
  hold(messageId: string, takenAt: number): void {
    this.held.set(messageId, takenAt);
    this.timer ??= setInterval(() => void this.renew(), RENEWAL_MS);
  }

  release(messageId: string): void {
    this.held.delete(messageId);
    if (this.held.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /** Whether a send of this message may begin. */
  stands(messageId: string): boolean {
    const since = this.held.get(messageId) ?? Number.NEGATIVE_INFINITY;
    return performance.now() - since < CLAIM_MS - MARGIN_MS;
  }

  /** What was taken a moment ago is left out: most of it is sent before the next round. */
  private async renew(): Promise<void> {
    const askedAt = performance.now();
    const due = [...this.held].filter(([, since]) => askedAt - since > RENEWAL_MS / 2);
    if (this.renewing || due.length === 0) return;
    this.renewing = true;
    try {
      const ids = due.map(([id]) => id);
      const ours = await this.queue.renew(ids, this.identity.owner);
      for (const id of ours) if (this.held.has(id)) this.held.set(id, askedAt);
    } catch (error) {
      this.logger.warn({ msg: 'claims not renewed', error });
    } finally {
      this.renewing = false;
    }
  }
}
