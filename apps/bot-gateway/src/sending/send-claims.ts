import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { CLAIM_MS, OutboxQueue } from '@aisha/delivery';
import { BotIdentity } from '../bot-identity';

const RENEWAL_MS = 1_000;
/** A send begins only if its claim outlasts the time that it takes to reach Telegram. */
const MARGIN_MS = 500;

/**
 * Keeps this process's claims on chats alive while it works, and knows by its own clock whether they still
 * stand: a process that was frozen must not send what others have taken over meanwhile.
 */
@Injectable()
export class SendClaims implements BeforeApplicationShutdown {
  private readonly logger = new Logger(SendClaims.name);
  private renewedAt = Number.NEGATIVE_INFINITY;
  private held = 0;
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly queue: OutboxQueue,
    private readonly identity: BotIdentity,
  ) {}

  /** Runs `work` while claims are renewed. */
  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    this.held += 1;
    this.timer ??= setInterval(() => void this.renew(), RENEWAL_MS);
    try {
      return await work();
    } finally {
      this.held -= 1;
    }
  }

  /** @param takenAt when the claim was asked for, by `performance.now()` */
  stands(takenAt: number): boolean {
    const since = Math.max(takenAt, this.renewedAt);
    return performance.now() - since < CLAIM_MS - MARGIN_MS;
  }

  beforeApplicationShutdown(): void {
    if (this.held === 0) clearInterval(this.timer);
  }

  private async renew(): Promise<void> {
    if (this.held === 0) {
      clearInterval(this.timer);
      this.timer = undefined;
      return;
    }
    const askedAt = performance.now();
    try {
      await this.queue.renew(this.identity.owner);
      this.renewedAt = askedAt;
    } catch (error) {
      this.logger.warn({ msg: 'claims not renewed', error });
    }
  }
}
