import { Logger } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { EVICT_HOLDER, WATCH_LEASE } from './poller-statements';
import type { PollerSession } from './poller-session';

/** What the time to live is watched with: adds at most this to a takeover. */
const LOOK_EACH_MS = 100;
/** A server that does not answer so simple a question is out of reach: begin anew with fresh sessions. */
const ANSWER_MS = 2_000;
/** Sessions that were told to end do so within milliseconds; the order is repeated for one that did not. */
const REPEAT_MS = 500;

interface Look {
  waiting: boolean;
  epoch: string | null;
  renewals: string | null;
  ttl_ms: number | null;
}

export interface WatchedLease {
  botId: number;
  /** The watching process, whose own sessions are never ended. */
  owner: string;
  /** The session that waits for the lock. */
  lockPid: number;
  /** Where no lease says its own. */
  ttlMs: number;
}

/**
 * What a standby does while it waits: sees whether the holder's renewals go on, by its own monotonic clock.
 * When they stand still for the time to live it ends the holder's database sessions, which frees the lock.
 * No other process is needed for that.
 */
export class LeaseWatch {
  private readonly logger = new Logger(LeaseWatch.name);
  private seen = '';
  private stillSince = performance.now();

  constructor(
    private readonly session: PollerSession,
    private readonly lease: WatchedLease,
  ) {}

  /**
   * Until the signal is aborted.
   * @throws Error when Postgres does not answer, or no longer knows the session that waits for the lock
   */
  async run(signal: AbortSignal): Promise<void> {
    const { botId, lockPid } = this.lease;
    while (!signal.aborted) {
      const askedAt = performance.now();
      const [look] = await this.session.query<Look>(WATCH_LEASE, [botId, lockPid], ANSWER_MS);
      if (!look?.waiting) throw new Error('the session that waits for the lock is gone');
      await this.judge(look, askedAt);
      await delay(LOOK_EACH_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  /** What was read is at least as new as the question and at most as new as the answer. */
  private async judge(look: Look, askedAt: number): Promise<void> {
    const { epoch, renewals, ttl_ms } = look;
    const ttlMs = ttl_ms ?? this.lease.ttlMs;
    if (this.seen !== `${epoch}/${renewals}`) {
      this.seen = `${epoch}/${renewals}`;
      this.stillSince = performance.now();
    } else if (askedAt - this.stillSince >= ttlMs) {
      await this.evict(look, ttlMs);
      this.stillSince = performance.now() - ttlMs + REPEAT_MS;
    }
  }

  private async evict({ epoch, renewals }: Look, ttlMs: number): Promise<void> {
    const { botId, owner } = this.lease;
    const judged = [botId, epoch, renewals, 'silent', owner, ttlMs, String(botId)];
    const ended = await this.session.query<{ name: string }>(EVICT_HOLDER, judged, ANSWER_MS);
    if (ended.length === 0) return;
    this.logger.warn({ msg: 'poller fell silent, its sessions are ended', epoch, ended });
  }
}
