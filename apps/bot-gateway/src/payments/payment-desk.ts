import { Injectable } from '@nestjs/common';
import {
  type IncomingPayment,
  Payments,
  type Person,
  Referrals,
  type RefundEffect,
  Refunds,
  type User,
  Users,
} from '@aisha/accounts';
import type { Notice } from '@aisha/contracts';
import { Outbox } from '@aisha/delivery';
import { Metrics } from '@aisha/platform';
import { BotIdentity } from '../bot-identity';

/** A charge as Telegram tells of it, in an update or in its list. */
export interface Charge {
  chargeId: string;
  providerChargeId?: string;
  amount: number;
  currency: string;
  payload?: string;
  at: Date;
}

/** Money that came or went: the books and what the person is told are one transaction. */
@Injectable()
export class PaymentDesk {
  private readonly counter;

  constructor(
    private readonly users: Users,
    private readonly payments: Payments,
    private readonly refunds: Refunds,
    private readonly referrals: Referrals,
    private readonly outbox: Outbox,
    private readonly identity: BotIdentity,
    metrics: Metrics,
  ) {
    this.counter = metrics.counter('payments_total', 'Payments by outcome', ['outcome']);
  }

  /** @returns whether it was new */
  paid(charge: Charge, payer: Person): Promise<boolean> {
    return this.payments.inTransaction(async () => {
      const user = await this.known(payer);
      const recorded = await this.payments.record(this.incoming(charge, user));
      this.counter.inc({ outcome: recorded.outcome });
      if (recorded.outcome === 'known') return false;
      const { paymentId, credits, balance, paidOff, back } = recorded;
      const facts = { paymentId, amount: charge.amount, credits, balance, paidOff, back };
      const key = `payment-received-${charge.chargeId}`;
      await this.tell(user.telegramId, { kind: 'payment-received', ...facts }, key);
      await this.thankInviter(user.id);
      return true;
    });
  }

  /**
   * The money is back with the payer, whoever wanted it.
   * @param payer whose charge it was; without them a charge that is not known is not written down
   * @returns whether it was new
   */
  refunded(charge: Charge, payer?: Person): Promise<boolean> {
    return this.payments.inTransaction(async () => {
      const effect = await this.refunds.refunded('stars', charge.chargeId);
      if (!effect) {
        if (!payer) return false;
        return this.payments.recordRefunded(this.incoming(charge, await this.known(payer)));
      }
      this.counter.inc({ outcome: 'refunded' });
      await this.tellRefund(effect, charge.chargeId);
      return true;
    });
  }

  /** With the first payment of somebody who came by a friend's link. */
  private async thankInviter(userId: string): Promise<void> {
    const rewarded = await this.referrals.onPayment(userId);
    if (!rewarded) return;
    const { telegramId, credits } = rewarded;
    await this.tell(
      telegramId,
      { kind: 'inviter-rewarded', credits },
      `inviter-rewarded-${userId}`,
    );
  }

  private async tellRefund({ userId, ...facts }: RefundEffect, chargeId: string): Promise<void> {
    const user = await this.users.find(userId);
    const notice = { kind: 'payment-refunded', ...facts } as const;
    if (user) await this.tell(user.telegramId, notice, `payment-refunded-${chargeId}`);
  }

  private async tell(chatId: number, notice: Notice, key: string): Promise<void> {
    const chat = { botId: this.identity.botId, chatId };
    await this.outbox.add(chat, notice, { key });
  }

  /** Telegram's list does not say in which language their app is: what is known stays. */
  private async known(payer: Person): Promise<User> {
    const known = await this.users.findByTelegramId(payer.telegramId);
    return known && payer.languageCode === undefined ? known : this.users.register(payer);
  }

  private incoming({ at, ...charge }: Charge, user: User): IncomingPayment {
    return {
      ...charge,
      provider: 'stars',
      payer: { userId: user.id, telegramId: user.telegramId },
      botId: this.identity.botId,
      paidAt: at,
    };
  }
}
