import type { Message } from 'telegraf/types';
import type { Charge } from './payment-desk';

/** Bot API `SuccessfulPayment` and `RefundedPayment`, in the fields that both have. */
interface PaymentFields {
  currency: string;
  total_amount: number;
  invoice_payload: string;
  telegram_payment_charge_id: string;
  provider_payment_charge_id?: string;
}

/** What a service message says of money; telegraf's types know only one of the two. */
export function readPayment(
  message: Message,
): { kind: 'paid' | 'refunded'; charge: Charge } | undefined {
  const { successful_payment: paid, refunded_payment: refunded } = message as {
    successful_payment?: PaymentFields;
    refunded_payment?: PaymentFields;
  };
  const fields = paid ?? refunded;
  if (!fields) return undefined;
  return { kind: paid ? 'paid' : 'refunded', charge: chargeOf(fields, message.date) };
}

const chargeOf = (fields: PaymentFields, date: number): Charge => ({
  chargeId: fields.telegram_payment_charge_id,
  providerChargeId: fields.provider_payment_charge_id,
  amount: fields.total_amount,
  currency: fields.currency,
  payload: fields.invoice_payload,
  at: new Date(date * 1_000),
});
