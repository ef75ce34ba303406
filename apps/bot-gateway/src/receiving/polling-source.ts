import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { PollerLock, type PollerTenure } from '@aisha/delivery';
import { setTimeout as delay } from 'node:timers/promises';
import { BotIdentity } from '../bot-identity';
import { OtherPoller, PollLoop } from './poll-loop';
import { ReceivingState } from './receiving-state';
import { StandbyPatience } from './standby-patience';
import { Takeover } from './takeover';
import type { UpdateSource } from './update-source';

/** Postgres restarts within a second or so; soon after it is back somebody polls again. */
const RETRY_MS = 250;
/** Two programs that disturb each other shall not meet in step. */
const JITTER_MS = 1_000;

/** Takes updates from Telegram by long polling, for as long as this process holds the poller's lock. */
@Injectable()
export class PollingSource implements UpdateSource, OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(PollingSource.name);
  private readonly stop = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private tenure?: { epoch: number; end: AbortController };

  constructor(
    private readonly lock: PollerLock,
    private readonly loop: PollLoop,
    private readonly patience: StandbyPatience,
    private readonly takeover: Takeover,
    private readonly state: ReceivingState,
    private readonly identity: BotIdentity,
  ) {}

  onApplicationBootstrap(): void {
    this.running = this.run();
  }

  /** Before all else that a shutdown does: the next one polls while this one finishes what it has in hand. */
  async onModuleDestroy(): Promise<void> {
    this.stop.abort('shutdown');
    await this.running;
    this.state.set('leaving');
  }

  /** Lets go of the poller's place and stands by. Does nothing when the epoch is over. */
  stepDown(epoch: number, reason: string): void {
    if (this.tenure?.epoch !== epoch) return;
    this.logger.log({ msg: 'steps down', epoch, reason });
    this.tenure.end.abort(reason);
  }

  private async run(): Promise<void> {
    await this.patience.wait(this.stop.signal);
    while (!this.stop.signal.aborted) {
      try {
        await this.standAndServe();
      } catch (error) {
        this.state.set('starting');
        this.logger.warn({ msg: 'cannot stand for poller', error });
        await this.pause(RETRY_MS);
      }
    }
  }

  private async standAndServe(): Promise<void> {
    const { botId, instance } = this.identity;
    const tenure = await this.lock.acquire(botId, instance, this.stop.signal, () =>
      this.state.set('standby'),
    );
    if (tenure) await this.serve(tenure);
  }

  private async serve(tenure: PollerTenure): Promise<void> {
    const end = new AbortController();
    this.tenure = { epoch: tenure.epoch, end };
    this.state.set('poller', tenure.epoch);
    void this.takeover.begin(tenure);
    const ends = AbortSignal.any([tenure.lost, this.stop.signal, end.signal]);
    try {
      await this.loop.poll(tenure, ends);
      await this.leave(tenure, String(ends.reason));
    } catch (error) {
      this.logger.warn({ msg: 'polling interrupted', epoch: tenure.epoch, error });
      await this.leave(tenure, error instanceof OtherPoller ? 'conflict' : 'gave-up');
      if (error instanceof OtherPoller) await this.backOff(error);
    }
  }

  /** Heartbeats say it only after it is so. */
  private async leave(tenure: PollerTenure, reason: string): Promise<void> {
    this.tenure = undefined;
    await tenure.release(reason);
    this.state.set(this.stop.signal.aborted ? 'leaving' : 'standby');
  }

  private async backOff({ message, waitMs }: OtherPoller): Promise<void> {
    this.state.fault = message;
    await this.pause(waitMs + Math.random() * JITTER_MS);
  }

  private async pause(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: this.stop.signal }).catch(() => undefined);
  }
}
