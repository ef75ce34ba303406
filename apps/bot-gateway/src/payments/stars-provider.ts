import { Injectable } from '@nestjs/common';
import {
  CURRENCIES,
  type Invoice,
  type InvoiceOffer,
  type ListedTransaction,
  type Payment,
  type PaymentProvider,
  payloadOf,
  type RefundAnswer,
} from '@aisha/accounts';
import { TelegramError } from 'telegraf';
import { type StarTransaction, StarsApi, type TransactionPartner } from './stars-api';

/** Telegram Stars. */
@Injectable()
export class StarsProvider implements PaymentProvider {
  readonly name = 'stars';

  constructor(private readonly api: StarsApi) {}

  offer({ id, stars }: Invoice): InvoiceOffer {
    return { currency: CURRENCIES.stars, amount: stars, payload: payloadOf(id) };
  }

  async refund({ payerTelegramId, chargeId }: Payment): Promise<RefundAnswer> {
    if (payerTelegramId === null) return { outcome: 'refused', reason: 'the payer has left' };
    try {
      await this.api.refund(payerTelegramId, chargeId);
      return { outcome: 'refunded' };
    } catch (error) {
      if (!(error instanceof TelegramError)) throw error;
      if (/CHARGE_ALREADY_REFUNDED/i.test(error.description)) {
        return { outcome: 'already-refunded' };
      }
      // All else passes: a flood, an outage, a token that is being changed.
      if (error.code !== 400 && error.code !== 403) throw error;
      return { outcome: 'refused', reason: error.description };
    }
  }

  async transactions(position: number, limit: number): Promise<ListedTransaction[]> {
    return (await this.api.transactions(position, limit)).map(listed);
  }
}

function listed({ id, amount, date, source, receiver }: StarTransaction): ListedTransaction {
  const other = source ?? receiver;
  const user = other?.user;
  return {
    chargeId: id,
    direction: isPayment(other) ? (source ? 'in' : 'out') : 'none',
    amount,
    at: new Date(date * 1_000),
    payload: other?.invoice_payload,
    payer: user && {
      telegramId: user.id,
      firstName: user.first_name,
      username: user.username,
    },
  };
}

/** Not gifts, paid media, subscriptions of others, withdrawals. Older servers name no type of transaction. */
const isPayment = (partner: TransactionPartner | undefined): boolean =>
  partner?.type === 'user' && (partner.transaction_type ?? 'invoice_payment') === 'invoice_payment';
