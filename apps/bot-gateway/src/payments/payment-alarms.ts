import { Injectable } from '@nestjs/common';
import { Payments, Refunds, type StatementRef, Statements } from '@aisha/accounts';
import { OperatorNews } from '../operators/operator-news';

/** What goes wrong with payments and needs a person to look: the books and the word to operators are one transaction. */
@Injectable()
export class PaymentAlarms {
  constructor(
    private readonly payments: Payments,
    private readonly refunds: Refunds,
    private readonly statements: Statements,
    private readonly news: OperatorNews,
  ) {}

  /** The provider does not give the money back: the credits return. */
  async refundRefused(paymentId: string, reason: string): Promise<void> {
    await this.payments.inTransaction(async () => {
      if (!(await this.refunds.refused(paymentId, reason))) return;
      const payment = await this.payments.find(paymentId);
      const key = `refund-refused-${paymentId}-${payment?.refunds}`;
      await this.news.tell({ kind: 'refund-refused', paymentId, reason }, key);
    });
  }

  /** Payments from before that moment that the provider's list does not hold, each told once. @returns how many */
  unlisted(list: StatementRef, before: Date): Promise<number> {
    return this.payments.inTransaction(async () => {
      const missed = await this.statements.missed(list, before);
      for (const { id } of missed) {
        const notice = { kind: 'payment-unlisted', paymentId: id } as const;
        await this.news.tell(notice, `payment-unlisted-${id}`);
      }
      return missed.length;
    });
  }
}
