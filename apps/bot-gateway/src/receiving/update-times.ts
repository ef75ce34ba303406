import { Injectable } from '@nestjs/common';
import type { WaitingUpdate } from '@aisha/delivery';
import { Metrics } from '@aisha/platform';

/** Around 40 ms at the median and 150 ms at the 99th percentile on two cores; then what a person notices. */
const BUCKETS_S = [0.005, 0.01, 0.02, 0.04, 0.08, 0.15, 0.3, 0.6, 1, 2.5, 5, 15, 60, 300];
/** Updates that nobody answers, or another gateway, are forgotten when as many came after them. */
const AWAITED_AT_MOST = 10_000;

/** How long updates wait until they are handled, and people until they are answered. */
@Injectable()
export class UpdateTimes {
  /** By trace: when the update was stored, by `performance.now()`. */
  private readonly awaited = new Map<string, number>();
  private readonly waits;
  private readonly replies;

  constructor(metrics: Metrics) {
    const wait = 'From the storing of an update to the commit of what it did';
    this.waits = metrics.histogram('update_wait_seconds', wait, BUCKETS_S);
    const reply =
      'From the storing of an update to the first message of its answer, sent by the same gateway';
    this.replies = metrics.histogram('update_reply_seconds', reply, BUCKETS_S);
  }

  /** @param takenAt by `performance.now()`, when they were taken from the inbox */
  handled(updates: readonly WaitingUpdate[], takenAt: number): void {
    const now = performance.now();
    for (const { traceId, waitedMs } of updates) {
      const storedAt = takenAt - waitedMs;
      this.waits.observe((now - storedAt) / 1_000);
      this.awaited.set(traceId, storedAt);
    }
    const tooMany = this.awaited.size - AWAITED_AT_MOST;
    if (tooMany <= 0) return;
    for (const traceId of [...this.awaited.keys()].slice(0, tooMany)) this.awaited.delete(traceId);
  }

  /** A message that the update led to was sent. */
  answered(traceId: string): void {
    const storedAt = this.awaited.get(traceId);
    if (storedAt === undefined) return;
    this.awaited.delete(traceId);
    this.replies.observe((performance.now() - storedAt) / 1_000);
  }
}
