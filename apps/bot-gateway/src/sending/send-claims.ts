import { Injectable, Logger } from '@nestjs/common';
import { CLAIM_MS, OutboxQueue } from '@aisha/delivery';
import { BotIdentity } from '../bot-identity';

const RENEWAL_MS = 1_000;
/** A send begins only if its claim outlasts the time that it takes to reach Telegram. */
const MARGIN_MS = 500;

/**
 * Keeps the messages that this process has in hand its own, and knows by its own clock whether they still are: a
 * process that was frozen must not send what others have taken over meanwhile.
 */
@Injectable()
export class SendClaims {
  private readonly logger = new Logger(SendClaims.name);
  private readonly held = new Set<string>();
  private renewedAt = Number.NEGATIVE_INFINITY;
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly queue: OutboxQueue,
    private readonly identity: BotIdentity,
  ) {}

  /** The message is renewed until it is released. */
  hold(messageId: string): void {
    this.held.add(messageId);
    this.timer ??= setInterval(() => void this.renew(), RENEWAL_MS);
  }

  release(messageId: string): void {
    this.held.delete(messageId);
    if (this.held.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /** @param takenAt when the message was asked for, by `performance.now()` */
  stands(takenAt: number): boolean {
    const since = Math.max(takenAt, this.renewedAt);
    return performance.now() - since < CLAIM_MS - MARGIN_MS;
  }

  private async renew(): Promise<void> {
    const askedAt = performance.now();
    try {
      await this.queue.renew([...this.held], this.identity.owner);
      this.renewedAt = askedAt;
    } catch (error) {
      this.logger.warn({ msg: 'claims not renewed', error });
    }
  }
}
