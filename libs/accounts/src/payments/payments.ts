import { Injectable } from '@nestjs/common';
import { Database, Payment, type PaymentProviderName } from '@aisha/database';
import { Ledger } from '../ledger';
import { Promos } from '../promo/promos';
import { invoiceIdOf } from './payment-provider';
import { creditsFor } from './topup-packages';

/** Money that came in, as its provider tells it. */
export interface IncomingPayment {
  provider: PaymentProviderName;
  chargeId: string;
  providerChargeId?: string;
  /** In whole units of the currency. */
  amount: number;
  currency: string;
  /** What our invoice carried; anything else is credited all the same. */
  payload?: string;
  /** Who paid, whoever was invited. */
  payer: { userId: string; telegramId: number };
  botId: number;
  paidAt: Date;
}

/** What became of a payment. One that was recorded before changes nothing. */
export type Recorded =
  | { outcome: 'known' }
  | {
      outcome: 'credited';
      paymentId: string;
      credits: number;
      /** What they can spend now. */
      balance: number;
      /** Credits of these that went into a debt. */
      paidOff: number;
      back?: string;
    };

/** What is given for a payment, and of which invoice's terms. */
interface Terms {
  credits: number;
  packageId: string;
  invoiceId: string | null;
  back?: string;
}

/** Payments: each charge is credited once, and none is lost. */
@Injectable()
export class Payments {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly promos: Promos,
  ) {}

  /** In the surrounding transaction, where there is one: the credits of a charge, to the one who paid. */
  record(payment: IncomingPayment): Promise<Recorded> {
    return this.database.transaction(async () => {
      const paymentId = await this.insert(payment);
      return paymentId ? this.credit(paymentId, payment) : { outcome: 'known' };
    });
  }

  /**
   * Writes down a charge that was given back before it was ever credited: it will not be credited any more.
   * @returns false when the charge is known
   */
  async recordRefunded(payment: IncomingPayment): Promise<boolean> {
    return this.database.transaction(async () => {
      const id = await this.insert(payment);
      if (!id) return false;
      await this.database.query(
        `update payments set status = 'refunded', refunded_at = now() where id = $1`,
        [id],
      );
      return true;
    });
  }

  /** The books and what is told of them are one transaction. */
  inTransaction<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.database.transaction(work);
  }

  find(id: string): Promise<Payment | null> {
    return this.database.repository(Payment).findOneBy({ id });
  }

  findByCharge(provider: PaymentProviderName, chargeId: string): Promise<Payment | null> {
    return this.database.repository(Payment).findOneBy({ provider, chargeId });
  }

  /** Newest first. */
  ofUser(userId: string, limit: number): Promise<Payment[]> {
    return this.database
      .repository(Payment)
      .find({ where: { userId }, order: { paidAt: 'DESC', id: 'DESC' }, take: limit });
  }

  /** The row decides, once: whoever comes second waits for its commit, then finds it. */
  private async insert(payment: IncomingPayment): Promise<string | undefined> {
    const { payer } = payment;
    const [row] = await this.database.query<{ id: string }>(
      `insert into payments (user_id, provider, charge_id, provider_charge_id, amount, currency,
         credits, payer_telegram_id, bot_id, paid_at)
       values ($1, $2, $3, $4, $5, $6, 0, $7, $8, $9)
       on conflict (provider, charge_id) do nothing returning id`,
      [
        payer.userId,
        payment.provider,
        payment.chargeId,
        payment.providerChargeId ?? null,
        payment.amount,
        payment.currency,
        payer.telegramId,
        payment.botId,
        payment.paidAt,
      ],
    );
    return row?.id;
  }

  private async credit(paymentId: string, payment: IncomingPayment): Promise<Recorded> {
    const { userId } = payment.payer;
    const { credits, packageId: subject, invoiceId, back } = await this.terms(paymentId, payment);
    await this.database.query('update payments set credits = $2, invoice_id = $3 where id = $1', [
      paymentId,
      credits,
      invoiceId,
    ]);
    const debt = await this.ledger.debt(userId);
    const key = `payment-${payment.provider}-${payment.chargeId}`;
    if (credits > 0)
      await this.ledger.credit('purchase', { userId, amount: credits, key, subject });
    const [balance, left] = [await this.ledger.balance(userId), await this.ledger.debt(userId)];
    const paidOff = Math.max(debt - left, 0);
    return { outcome: 'credited', paymentId, credits, balance, paidOff, back };
  }

  /** An invoice's own terms hold once and for the one invited; all else goes by the amount. */
  private async terms(paymentId: string, payment: IncomingPayment): Promise<Terms> {
    const invoiceId = invoiceIdOf(payment.payload);
    const [invoice] = await this.database.query<{
      total: string;
      package_id: string;
      back: string | null;
      promo_use_id: string | null;
    }>(
      `update invoices set status = 'paid', paid_at = now()
       where id = $1 and user_id = $2 and stars = $3 and provider = $4 and status <> 'paid'
       returning credits + bonus as total, package_id, back, promo_use_id`,
      [invoiceId, payment.payer.userId, payment.amount, payment.provider],
    );
    if (!invoice) return { ...creditsFor(payment.amount), invoiceId: null };
    const back = invoice.back ?? undefined;
    if (!(await this.promoHolds(invoice.promo_use_id, paymentId))) {
      return { ...creditsFor(payment.amount), invoiceId, back };
    }
    return { credits: Number(invoice.total), packageId: invoice.package_id, invoiceId, back };
  }

  /** Two invoices may have been opened with one use of a code: the first that is paid has it. */
  private async promoHolds(promoUseId: string | null, paymentId: string): Promise<boolean> {
    return promoUseId === null || this.promos.applied(promoUseId, paymentId);
  }
}
