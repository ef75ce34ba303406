import { setTimeout as delay } from 'node:timers/promises';
import type { LeaseTimes } from './poller.env';
import type { PollerSession } from './poller-session';
import { GIVE_LOCK_BACK, RELEASE_LEASE, RENEW_LEASE } from './poller-statements';

/** Two short statements; a server that does not answer them sees the closed session soon after. */
const RELEASE_MS = 500;

export interface TenureFacts {
  botId: number;
  epoch: number;
  /** Why the one before polls no more, as booked in `poller_failovers`. */
  reason: string;
  /** From its last sign of life until now; null at the first start ever. */
  gapMs: number | null;
  /** Process that may have left claims behind, because it did not end its tenure itself. */
  leftBehind: string | null;
}

/** The right to poll, until it is released or lost. Renews its lease by itself. */
export class PollerTenure {
  readonly epoch: number;
  private readonly loss = new AbortController();
  /** Aborted as soon as the lock or the lease is lost; polling must stop at once. */
  readonly lost: AbortSignal = this.loss.signal;

  /** @param trustedFrom when the statement that began the tenure was sent, by `performance.now()` */
  constructor(
    readonly facts: TenureFacts,
    private readonly session: PollerSession,
    private readonly times: LeaseTimes,
    private trustedFrom: number,
  ) {
    this.epoch = facts.epoch;
    session.ended.addEventListener('abort', () => this.lose(session.ended.reason));
    if (session.ended.aborted) this.lose(session.ended.reason);
    void this.keepRenewing();
  }

  /** False once others may have taken over, also in a process that wakes up and has not heard of it yet. */
  get isTrusted(): boolean {
    return !this.lost.aborted && this.trustLeftMs > 0;
  }

  /** Lets go of lease and lock at once, in that order, so that the next one sees why. Never throws. */
  async release(reason = 'shutdown'): Promise<void> {
    if (!this.lost.aborted) await this.letGo(reason).catch(() => undefined);
    this.session.close();
  }

  private get trustLeftMs(): number {
    return this.trustedFrom + this.times.holderTrustMs - performance.now();
  }

  private async letGo(reason: string): Promise<void> {
    const { botId, epoch } = this.facts;
    const released = this.session.query(RELEASE_LEASE, [botId, epoch, reason], RELEASE_MS);
    const unlocked = this.session.query(GIVE_LOCK_BACK, [String(botId)], RELEASE_MS); // after it: one session
    this.lose(new Error('released'));
    await Promise.all([released, unlocked]);
  }

  private async keepRenewing(): Promise<void> {
    while (!this.lost.aborted) {
      await this.renew();
      await delay(this.times.renewEachMs, undefined, { signal: this.lost }).catch(() => undefined);
    }
  }

  /** One renewal at a time; it counts from when it was sent. */
  private async renew(): Promise<void> {
    const sentAt = performance.now();
    const { botId, epoch } = this.facts;
    try {
      const deadlineMs = Math.max(0, this.trustLeftMs);
      const renewed = await this.session.query(RENEW_LEASE, [botId, epoch], deadlineMs);
      if (renewed.length === 0) throw new Error(`epoch ${epoch} is over`);
      this.trustedFrom = sentAt;
    } catch (error) {
      if (this.lost.aborted) return; // being released
      this.lose(error);
      this.session.close();
    }
  }

  private lose(reason: unknown): void {
    this.loss.abort(reason);
  }
}
