import { Injectable, Logger } from '@nestjs/common';
import type { StepDownReason } from '@aisha/contracts';
import { PollerLeases } from '@aisha/delivery';
import { setTimeout as delay } from 'node:timers/promises';
import { ControlChannel } from './control-channel';

/** A holder obeys within milliseconds, or when its started transaction ends. */
const OBEYS_WITHIN_MS = 600;
const REPEAT_MS = 200;
const LOOK_EACH_MS = 20;
/** How long the others let the successor go first: the whole procedure and a moment. */
const KEPT_MS = OBEYS_WITHIN_MS + 1_000;

export interface Move {
  botId: string;
  /** The tenure that shall end. */
  epoch: number;
  to: string;
  reason: StepDownReason;
}

/**
 * Moves the poller's place to another gateway: keeps the place for it, commands the holder to step down, and if
 * that one does not obey (it may be frozen, or Redis away) frees the lock through Postgres. All of it counts for
 * one epoch only, so that two controllers, or one that repeats itself, do no harm.
 */
@Injectable()
export class HandOver {
  private readonly logger = new Logger(HandOver.name);
  private readonly running = new Map<string, Promise<void>>();

  constructor(
    private readonly leases: PollerLeases,
    private readonly channel: ControlChannel,
  ) {}

  /** Joins the move that runs for this epoch, if there is one. Never throws. */
  move(move: Move): Promise<void> {
    const key = `${move.botId}/${move.epoch}`;
    const running =
      this.running.get(key) ?? this.carryOut(move).finally(() => this.running.delete(key));
    this.running.set(key, running);
    return running;
  }

  private async carryOut(move: Move): Promise<void> {
    const { botId, epoch, to, reason } = move;
    this.logger.log({ msg: 'moves the poller', ...move });
    try {
      if (!(await this.leases.keepFor(to, botId, epoch, KEPT_MS))) return;
      if (await this.obeyed(move)) return;
      this.logger.warn({ msg: 'holder does not obey, its sessions are ended', ...move });
      await this.leases.evict(botId, epoch, reason);
    } catch (error) {
      this.logger.error({ msg: 'poller not moved', ...move, error });
    }
  }

  private async obeyed(move: Move): Promise<boolean> {
    const begun = performance.now();
    let saidAt = -Infinity;
    while (performance.now() - begun < OBEYS_WITHIN_MS) {
      if (performance.now() - saidAt >= REPEAT_MS) {
        saidAt = performance.now();
        this.channel.stepDown(move);
      }
      await delay(LOOK_EACH_MS);
      if (!(await this.leases.isHeld(move.botId, move.epoch))) return true;
    }
    return false;
  }
}
