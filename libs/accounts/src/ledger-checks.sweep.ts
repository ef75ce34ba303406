import { Injectable } from '@nestjs/common';
import { Metrics, Sweep } from '@aisha/platform';
import { LedgerAudit, type LedgerFaults } from './ledger-audit';

/** A fault of the last minutes is told with the next scrape. */
const INTERVAL_MS = 60_000;
/** A round may be late and a transaction slow: no transaction falls between two rounds. */
const RECENT_MINUTES = 15;
/** The whole ledger is read so seldom that nobody notices, and often enough for a fault to have a shift to look at it. */
const WHOLE_EVERY_MS = 3_600_000;

/** Tells in /metrics whether the books are right. Replicas tell the same: max over them, not sum. */
@Injectable()
export class LedgerChecksSweep extends Sweep {
  private whole?: LedgerFaults;
  private wholeAt = -Infinity;

  constructor(
    private readonly audit: LedgerAudit,
    private readonly metrics: Metrics,
  ) {
    super(INTERVAL_MS);
  }

  protected async sweep(): Promise<void> {
    if (performance.now() - this.wholeAt >= WHOLE_EVERY_MS) await this.readAll();
    if (!this.whole) return; // a number that is not known is not told
    const recent = await this.audit.recent(RECENT_MINUTES);
    this.tell({
      ...this.whole,
      imbalance: recent.imbalance || this.whole.imbalance,
      unbalancedTransactions: Math.max(
        recent.unbalancedTransactions,
        this.whole.unbalancedTransactions,
      ),
    });
  }

  private async readAll(): Promise<void> {
    const begun = performance.now();
    const whole = await this.audit.whole();
    if (!whole) return; // another replica reads it now; it is this one's turn in a minute
    this.whole = whole;
    this.wholeAt = begun;
    this.metrics
      .gauge('ledger_checked_seconds', 'Unix time at which the whole ledger was last read')
      .setToCurrentTime();
  }

  private tell(faults: LedgerFaults): void {
    if (Object.values(faults).some((count) => count !== 0)) {
      this.logger.error({ msg: 'the ledger is not right', ...faults });
    }
    for (const [fault, { name, help }] of Object.entries(GAUGES)) {
      this.metrics.gauge(name, help).set(faults[fault as keyof LedgerFaults]);
    }
  }
}

const GAUGES: Record<keyof LedgerFaults, { name: string; help: string }> = {
  imbalance: { name: 'ledger_imbalance', help: 'Sum of all postings in credits; always 0' },
  unbalancedTransactions: {
    name: 'ledger_unbalanced_transactions',
    help: 'Transactions without postings or whose postings do not sum to zero; always 0',
  },
  drift: {
    name: 'ledger_drift',
    help: 'Accounts whose balance is not the sum of their postings; always 0',
  },
  holdsOpenTooLong: {
    name: 'ledger_holds_open_too_long',
    help: 'Holds that are neither captured nor released after a day; 0 in health',
  },
};
