import { Injectable, Logger } from '@nestjs/common';
import { FenceLost, type PollerTenure } from '@aisha/delivery';
import { Metrics } from '@aisha/platform';
import { InjectBot } from 'nestjs-telegraf';
import { setTimeout as delay } from 'node:timers/promises';
import type { Telegraf } from 'telegraf';
import { TelegramProbe } from '../control/telegram-probe';
import { getUpdates } from './get-updates';
import { POLL_FAULTS, pollFault } from './poll-fault';
import { ReceivingState } from './receiving-state';
import { UpdateIntake } from './update-intake';

/** A webhook that could not be unset is tried again after this. */
const UNSET_AGAIN_MS = 1_000;

/** Another program polls with this token: whoever it is, two at a time only disturb each other. */
export class OtherPoller extends Error {
  constructor(readonly waitMs: number) {
    super('another program polls with this bot token');
    this.name = 'OtherPoller';
  }
}

/** The process was not heard for so long that others may have taken over, as after a freeze. */
export class TenureStale extends Error {
  constructor(epoch: number) {
    super(`the last renewal of epoch ${epoch} is too old`);
    this.name = 'TenureStale';
  }
}

/** Polls under one tenure: one getUpdates in flight, the next as soon as the last is stored, which confirms it. */
@Injectable()
export class PollLoop {
  private readonly logger = new Logger(PollLoop.name);
  private readonly faults;
  /** Of the poll in flight. */
  private turn = new AbortController();

  constructor(
    @InjectBot() private readonly bot: Telegraf,
    private readonly intake: UpdateIntake,
    private readonly state: ReceivingState,
    private readonly probe: TelegramProbe,
    metrics: Metrics,
  ) {
    const first = POLL_FAULTS.map((kind) => ({ kind }));
    this.faults = metrics.counter('poll_faults_total', 'Polls that failed', ['kind'], first);
    // A poll that was sent into a dead network would hang for a minute; a new one costs nothing.
    probe.onChange(() => this.turn.abort(new Error('the way to Telegram changed')));
  }

  /**
   * Until `end` is aborted; what was received by then is stored before it returns.
   * @throws {OtherPoller | TenureStale | FenceLost}
   */
  async poll(tenure: PollerTenure, end: AbortSignal): Promise<void> {
    let offset: number | undefined; // the first poll sends none: nothing is confirmed unseen
    while (!end.aborted) {
      if (!tenure.isTrusted) throw new TenureStale(tenure.epoch);
      try {
        offset = await this.pollOnce(offset, tenure, end);
        this.state.fault = undefined;
      } catch (error) {
        if (error instanceof FenceLost) throw error;
        if (!end.aborted) await this.recover(error, end);
      }
      await this.intake.room(end);
    }
  }

  private async pollOnce(offset: number | undefined, tenure: PollerTenure, end: AbortSignal) {
    this.turn = new AbortController();
    const updates = await getUpdates(this.bot.telegram, {
      offset,
      end: AbortSignal.any([end, this.turn.signal]),
      short: this.state.fault !== undefined,
    });
    if (updates.length === 0) return offset;
    await this.intake.take(updates, tenure);
    return updates.at(-1)!.update_id + 1;
  }

  private async recover(error: unknown, end: AbortSignal): Promise<void> {
    if (this.turn.signal.aborted && this.probe.reachable) return;
    const { kind, reason, waitMs } = pollFault(error);
    this.faults.inc({ kind });
    this.state.fault = reason;
    this.logger.warn({ msg: 'poll failed', kind, reason, waitMs, error });
    if (kind === 'other-poller') throw new OtherPoller(waitMs);
    const isInTheWay = kind === 'webhook' && !(await this.unsetWebhook());
    const pauseMs = isInTheWay ? UNSET_AGAIN_MS : waitMs;
    await delay(pauseMs, undefined, { signal: end }).catch(() => undefined);
  }

  /** Pending updates stay: they may hold a payment. */
  private unsetWebhook(): Promise<boolean> {
    return this.bot.telegram.deleteWebhook({ drop_pending_updates: false }).catch(() => false);
  }
}
