import { Injectable } from '@nestjs/common';
import { refundPayment } from '@aisha/contracts';
import { Database, Payment, type PaymentProviderName, type PaymentStatus } from '@aisha/database';
import { Jobs } from '@aisha/platform';
import { Ledger } from '../ledger';

/** What a refund did to a person. */
export interface RefundEffect {
  paymentId: string;
  userId: string;
  amount: number;
  credits: number;
  /** What they owe now: credits of this payment that were spent. */
  debt: number;
}

interface LockedPayment {
  id: string;
  user_id: string;
  amount: string;
  credits: string;
  status: PaymentStatus;
  refunds: number;
  package_id: string | null;
}

/**
 * Payments that go back. The row's status decides, under its lock, so that each step happens once in whatever order
 * the operator, the provider's answer and its own message come: credits are taken back when a payment stops being
 * `paid`, and given back if it becomes `paid` again.
 */
@Injectable()
export class Refunds {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly jobs: Jobs,
  ) {}

  /**
   * Takes the credits back at once (what was spent becomes a debt) and has the provider asked for the refund.
   * @returns `stale` for a payment that is not (or no longer) to be refunded, or whose payer has left
   */
  async request(paymentId: string): Promise<'requested' | 'stale'> {
    return this.database.transaction(async () => {
      const payment = await this.lock('p.id = $1 and p.payer_telegram_id is not null', [paymentId]);
      if (payment?.status !== 'paid') return 'stale';
      await this.takeBack(payment);
      await this.database.query(
        `update payments set status = 'refunding', refund_requested_at = now(), refunds = refunds + 1,
           refund_attempts = 0, refund_error = null where id = $1`,
        [paymentId],
      );
      await this.jobs.enqueue(refundPayment, { paymentId });
      return 'requested';
    });
  }

  /** The payment to ask the provider about. @returns null when there is nothing to ask (any more) */
  async inHand(paymentId: string): Promise<Payment | null> {
    return this.database.repository(Payment).findOneBy({ id: paymentId, status: 'refunding' });
  }

  /** The provider gave no answer; it will be asked again. */
  async failed(paymentId: string, reason: string): Promise<void> {
    await this.database.query(
      `update payments set refund_attempts = refund_attempts + 1, refund_error = left($2, 500)
       where id = $1 and status = 'refunding'`,
      [paymentId, reason],
    );
  }

  /**
   * The money is back with the payer, whoever wanted it.
   * @returns undefined for a charge that is not known, or was refunded before
   */
  async refunded(
    provider: PaymentProviderName,
    chargeId: string,
  ): Promise<RefundEffect | undefined> {
    return this.database.transaction(async () => {
      const payment = await this.lock('p.provider = $1 and p.charge_id = $2', [provider, chargeId]);
      if (!payment || payment.status === 'refunded') return undefined;
      const isNew = payment.status === 'paid';
      if (isNew) await this.takeBack(payment);
      await this.database.query(
        `update payments set status = 'refunded', refunded_at = now(), refund_error = null,
           refunds = refunds + $2 where id = $1`,
        [payment.id, isNew ? 1 : 0],
      );
      return this.effect(payment);
    });
  }

  /** The provider will not give it back: the credits return. @returns undefined when it is not in hand any more */
  async refused(paymentId: string, reason: string): Promise<RefundEffect | undefined> {
    return this.database.transaction(async () => {
      const payment = await this.lock('p.id = $1', [paymentId]);
      if (payment?.status !== 'refunding') return undefined;
      const { user_id: userId, package_id: subject, refunds } = payment;
      const amount = Number(payment.credits);
      const key = `refund-refused-${paymentId}-${refunds}`;
      if (amount > 0) {
        const back = { userId, amount, key, subject: subject ?? undefined };
        await this.ledger.credit('purchase', back);
      }
      await this.database.query(
        `update payments set status = 'paid', refund_error = left($2, 500) where id = $1`,
        [paymentId, reason],
      );
      return this.effect(payment);
    });
  }

  /** Asked for longer ago than this, and still not settled; oldest first. */
  async overdue(olderThanS: number, limit: number): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `select id from payments
       where status = 'refunding' and refund_requested_at < now() - make_interval(secs => $1)
       order by refund_requested_at limit $2`,
      [olderThanS, limit],
    );
    return rows.map(({ id }) => id);
  }

  private async lock(where: string, values: unknown[]): Promise<LockedPayment | undefined> {
    const [row] = await this.database.query<LockedPayment>(
      `select p.id, p.user_id, p.amount, p.credits, p.status, p.refunds, i.package_id
       from payments p left join invoices i on i.id = p.invoice_id
       where ${where} for update of p`,
      values,
    );
    return row;
  }

  private async takeBack(payment: LockedPayment): Promise<void> {
    const amount = Number(payment.credits);
    if (amount === 0) return;
    await this.ledger.takeBack({
      userId: payment.user_id,
      amount,
      key: `refund-${payment.id}-${payment.refunds + 1}`,
      subject: payment.package_id ?? undefined,
    });
  }

  private async effect(payment: LockedPayment): Promise<RefundEffect> {
    return {
      paymentId: payment.id,
      userId: payment.user_id,
      amount: Number(payment.amount),
      credits: Number(payment.credits),
      debt: Math.abs(await this.ledger.debt(payment.user_id)), // never -0
    };
  }
}
