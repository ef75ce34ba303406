import { Injectable } from '@nestjs/common';
import { type Payment, Refunds } from '@aisha/accounts';
import { type RefundPayment, refundPayment } from '@aisha/contracts';
import { JobProcessor } from '@aisha/platform';
import { PaymentDesk } from './payment-desk';
import { PaymentAlarms } from './payment-alarms';
import { StarsProvider } from './stars-provider';

/** Asks for the money of a payment to be given back. An answer that does not come is asked for again. */
@Injectable()
export class RefundPaymentProcessor extends JobProcessor<RefundPayment> {
  constructor(
    private readonly refunds: Refunds,
    private readonly provider: StarsProvider,
    private readonly desk: PaymentDesk,
    private readonly alarms: PaymentAlarms,
  ) {
    super(refundPayment, 2); // refunds are rare; Telegram allows few calls of this kind at a time
  }

  protected async handle({ paymentId }: RefundPayment): Promise<void> {
    const payment = await this.refunds.inHand(paymentId);
    if (!payment) return;
    const answer = await this.ask(payment);
    if (answer.outcome === 'refused') await this.alarms.refundRefused(paymentId, answer.reason);
    else await this.desk.refunded({ ...payment, providerChargeId: undefined, at: new Date() });
  }

  private async ask(payment: Payment) {
    try {
      return await this.provider.refund(payment);
    } catch (error) {
      await this.refunds.failed(payment.id, String(error));
      throw error;
    }
  }
}
