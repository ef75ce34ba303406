import { Injectable } from '@nestjs/common';
import { Invoices } from '@aisha/accounts';
import { Sweep } from '@aisha/platform';
import { Reconciliation } from './reconciliation';

/** Asking whether the daily comparison is due costs a look at one row. */
const INTERVAL_MS = 10_000;

/** What is due by the clock: offers end, and the provider's list is compared with our payments. */
@Injectable()
export class PaymentsSweep extends Sweep {
  constructor(
    private readonly invoices: Invoices,
    private readonly reconciliation: Reconciliation,
  ) {
    super(INTERVAL_MS);
  }

  protected async sweep(): Promise<void> {
    await this.invoices.expire();
    await this.reconciliation.run();
  }
}
