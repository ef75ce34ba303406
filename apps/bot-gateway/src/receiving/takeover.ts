import { Injectable, Logger } from '@nestjs/common';
import { LeftClaims, type PollerTenure } from '@aisha/delivery';
import { Metrics } from '@aisha/platform';

/** What is due when this gateway becomes the poller: whatever the one before left undone is taken up at once. */
@Injectable()
export class Takeover {
  private readonly logger = new Logger(Takeover.name);
  private readonly listeners: (() => void)[] = [];
  private readonly takeovers;

  constructor(
    private readonly leftClaims: LeftClaims,
    metrics: Metrics,
  ) {
    this.takeovers = metrics.counter('poller_takeovers_total', 'Times it became the poller', [
      'reason',
    ]);
  }

  /** Called at a takeover, and once more when claims of a dead process were freed. */
  onTakeover(listener: () => void): void {
    this.listeners.push(listener);
  }

  async begin({ facts: { reason, leftBehind } }: PollerTenure): Promise<void> {
    this.takeovers.inc({ reason });
    this.tell();
    if (!leftBehind) return;
    try {
      if ((await this.leftClaims.free(leftBehind)) > 0) this.tell();
    } catch (error) {
      this.logger.warn({ msg: 'claims of the one before stay until they run out', error });
    }
  }

  private tell(): void {
    this.listeners.forEach((listener) => listener());
  }
}
