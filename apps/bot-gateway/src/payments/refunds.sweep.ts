import { Injectable } from '@nestjs/common';
import { Refunds } from '@aisha/accounts';
import { refundPayment } from '@aisha/contracts';
import { Jobs, Sweep } from '@aisha/platform';
import { PaymentAlarms } from './payment-alarms';

const INTERVAL_MS = 5_000;
/** A refund takes a second; later than this its job may be lost. One that is alive is left alone. */
const OVERDUE_S = 10;
/** No outage of Telegram's was as long; if the money goes after all, its own message takes the credits back. */
const GIVEN_UP_S = 24 * 60 * 60;
const REFUNDS_A_ROUND = 500;

/** Finds refunds that were begun and that nobody works on; ends those that get no answer. */
@Injectable()
export class RefundsSweep extends Sweep {
  constructor(
    private readonly refunds: Refunds,
    private readonly alarms: PaymentAlarms,
    private readonly jobs: Jobs,
  ) {
    super(INTERVAL_MS);
  }

  protected async sweep(): Promise<void> {
    for (const id of await this.refunds.overdue(GIVEN_UP_S, REFUNDS_A_ROUND)) {
      await this.alarms.refundRefused(id, 'no answer for a day');
    }
    const overdue = await this.refunds.overdue(OVERDUE_S, REFUNDS_A_ROUND);
    await this.jobs.restore(
      refundPayment,
      overdue.map((paymentId) => ({ payload: { paymentId }, traceId: paymentId })),
    );
  }
}
