import type { Invoice, Payment, PaymentProviderName } from '@aisha/database';

/** Currency of each provider's amounts, as the provider names it. */
export const CURRENCIES: Record<PaymentProviderName, string> = {
  /** Telegram Stars, Bot API `sendInvoice`: whole Stars. */
  stars: 'XTR',
};

/** An invoice as it is put before a person. */
export interface InvoiceOffer {
  currency: string;
  /** In whole units of the currency. */
  amount: number;
  /** Comes back with the payment. */
  payload: string;
}

/** What a provider says to the wish for a refund. No answer is an error, and the wish is repeated. */
export type RefundAnswer =
  { outcome: 'refunded' | 'already-refunded' } | { outcome: 'refused'; reason: string };

/** A transaction in a provider's own list. */
export interface ListedTransaction {
  chargeId: string;
  /** `none`: money that came or went in a way that is none of ours, such as a withdrawal. */
  direction: 'in' | 'out' | 'none';
  amount: number;
  at: Date;
  payload?: string;
  payer?: { telegramId: number; firstName: string; username?: string };
}

/** A way to pay. What follows (cards) implements this; the rest does not know the difference. */
export interface PaymentProvider {
  readonly name: PaymentProviderName;
  offer(invoice: Invoice): InvoiceOffer;
  /**
   * Asking twice is the same as once.
   * @throws when the provider gave no answer, or none that lasts (429, 5xx)
   */
  refund(payment: Payment): Promise<RefundAnswer>;
  /** Oldest first. @param position how many to leave out */
  transactions(position: number, limit: number): Promise<ListedTransaction[]>;
}

const PAYLOAD = /^topup:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** What an invoice carries through the provider and back; 42 bytes of the 128 that Telegram allows. */
export const payloadOf = (invoiceId: string): string => `topup:${invoiceId}`;

/** @returns null for what is not ours */
export const invoiceIdOf = (payload = ''): string | null => PAYLOAD.exec(payload)?.[1] ?? null;
