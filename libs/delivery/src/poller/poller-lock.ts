import { Inject, Injectable, Logger } from '@nestjs/common';
import { CONFIG, processName } from '@aisha/platform';
import { setTimeout as delay } from 'node:timers/promises';
import { LeaseWatch } from './lease-watch';
import { leaseTimes, type PollerConfig } from './poller.env';
import { PollerSession } from './poller-session';
import { BEGIN_TENURE, GIVE_LOCK_BACK, TAKE_LOCK } from './poller-statements';
import { PollerTenure } from './poller-tenure';

/** Postgres' code for a lock timeout, see {@link PollerSession}. */
const LOCK_TIMEOUT = '55P03';
/** Longer than a receiving transaction of the epoch before may idle. */
const BEGIN_MS = 5_000;
/** While the lock is kept free for another: short, so that nobody waits long if that one does not come. */
const ASIDE_MS = 25;

interface Begun {
  aside_ms: number;
  epoch: string | null;
  reason: string;
  gap_ms: number | null;
  left_behind: string | null;
}

/**
 * One poller a bot. A session-level advisory lock, which the server drops the moment the process or the
 * connection dies; a lease, which a standby sees stand still when the holder hangs; and the fence, which holds
 * even if somebody did not notice. See docs/adr/0007-lock-lease-and-fence.md.
 */
@Injectable()
export class PollerLock {
  private readonly logger = new Logger(PollerLock.name);
  private readonly times;
  private readonly owner;

  constructor(@Inject(CONFIG) private readonly config: PollerConfig) {
    this.times = leaseTimes(config);
    this.owner = processName(config);
  }

  /**
   * Waits for the lock, and takes over from a holder that falls silent, until the signal is aborted (then
   * undefined). The wait is warm: connected and queued, nothing left to do but to begin.
   * @param holder instance name, for people
   * @param onWaiting called when it is connected
   * @throws Error when Postgres cannot be reached or was lost meanwhile
   */
  async acquire(
    botId: number,
    holder: string,
    signal: AbortSignal,
    onWaiting?: () => void,
  ): Promise<PollerTenure | undefined> {
    const over = new AbortController();
    const either = AbortSignal.any([signal, over.signal]);
    let session: PollerSession | undefined;
    const giveUp = () => session?.close();
    signal.addEventListener('abort', giveUp, { once: true });
    try {
      session = await PollerSession.open(this.config, this.owner);
      if (signal.aborted) throw signal.reason;
      onWaiting?.();
      const lookedOver = this.watch(botId, session.pid, either);
      return await Promise.race([this.queue(botId, holder, session), lookedOver]);
    } catch (error) {
      giveUp();
      if (signal.aborted) return undefined;
      throw error;
    } finally {
      over.abort();
      signal.removeEventListener('abort', giveUp);
    }
  }

  private async queue(
    botId: number,
    holder: string,
    session: PollerSession,
  ): Promise<PollerTenure> {
    for (;;) {
      await this.takeLock(botId, session);
      const sentAt = performance.now();
      const parameters = [botId, holder, this.owner, this.times.ttlMs];
      const [begun] = await session.query<Begun>(BEGIN_TENURE, parameters, BEGIN_MS);
      if (begun?.epoch)
        return this.tenure(botId, { ...begun, epoch: begun.epoch }, session, sentAt);
      await session.query(GIVE_LOCK_BACK, [String(botId)], BEGIN_MS);
      await delay(ASIDE_MS); // the successor, if it is there, has the lock by now
    }
  }

  private async takeLock(botId: number, session: PollerSession): Promise<void> {
    for (;;) {
      try {
        await session.query(TAKE_LOCK, [String(botId)]);
        return;
      } catch (error) {
        if ((error as { code?: unknown }).code !== LOCK_TIMEOUT) throw error;
      }
    }
  }

  private tenure(
    botId: number,
    { epoch, reason, gap_ms: gapMs, left_behind: leftBehind }: Begun & { epoch: string },
    session: PollerSession,
    sentAt: number,
  ): PollerTenure {
    const facts = { botId, epoch: Number(epoch), reason, gapMs, leftBehind };
    this.logger.log({ msg: 'polls from now on', ...facts });
    return new PollerTenure(facts, session, this.times, sentAt);
  }

  /** Never resolves before the wait is over; rejects when the wait has become pointless. */
  private async watch(botId: number, lockPid: number, signal: AbortSignal): Promise<undefined> {
    const session = await PollerSession.open(this.config, this.owner);
    try {
      const { ttlMs } = this.times;
      const lease = { botId, lockPid, owner: this.owner, ttlMs };
      await new LeaseWatch(session, lease).run(signal);
      return undefined;
    } finally {
      session.close();
    }
  }
}
