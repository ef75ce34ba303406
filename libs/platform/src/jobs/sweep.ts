import {
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { newTraceId, runWithTrace } from '../logging/trace';

/** Looks again and again for rows that nobody works on. Safe in several replicas at once. */
export abstract class Sweep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  protected readonly logger = new Logger(this.constructor.name);
  private timer?: NodeJS.Timeout;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;
  private busy = false;
  private hurried = false;

  protected constructor(private readonly intervalMs: number) {}

  /** One round. An error is logged; the next round comes all the same. */
  protected abstract sweep(): Promise<void>;

  onApplicationBootstrap(): void {
    this.schedule(0);
  }

  /** The next round comes at once, after the one that may run. */
  hurry(): void {
    if (this.busy) this.hurried = true;
    else this.schedule(0);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private schedule(delayMs: number): void {
    if (this.stopped) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.running = this.round();
    }, delayMs);
  }

  private async round(): Promise<void> {
    this.busy = true;
    this.hurried = false;
    try {
      await runWithTrace(newTraceId(), () => this.sweep());
    } catch (error) {
      this.logger.warn({ msg: 'sweep failed', error });
    }
    this.busy = false;
    this.schedule(this.hurried ? 0 : this.intervalMs);
  }
}
