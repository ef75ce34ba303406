import { Repetition } from '../logging/repetition';

/** Of all kinds together: a tracker's quota is not to be gone after one bad night. */
const REPORTS_A_MINUTE = 30;
const MINUTE_MS = 60_000;

/** The same error is reported at growing distances, and all together so many a minute. */
export class ReportRate {
  private readonly repetition = new Repetition();
  private begunAt = -Infinity;
  private reports = 0;

  /** @param now milliseconds of a clock that only goes forward */
  admits(fingerprint: string, now = performance.now()): boolean {
    if (!this.repetition.hear(fingerprint, now).write) return false;
    if (now - this.begunAt >= MINUTE_MS) [this.begunAt, this.reports] = [now, 0];
    this.reports += 1;
    return this.reports <= REPORTS_A_MINUTE;
  }
}
