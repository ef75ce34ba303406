/** @import {ChatInvoice, ChatMessage} from '../../../../telegram/person-api.types' */
/** @import {BubbleContext} from './bubble-context.js' */
import { el } from '../page/dom.js';

/**
 * @param {ChatInvoice} invoice
 * @param {BubbleContext} context
 */
export function invoiceView(invoice, { language }) {
  return el(
    'div',
    { class: 'invoice' },
    el('strong', {}, invoice.title),
    el('p', {}, invoice.description),
    el('span', { class: 'price' }, amount(invoice, language)),
  );
}

/**
 * Telegram's own note that money has changed hands.
 * @param {NonNullable<ChatMessage['payment']>} payment
 * @param {BubbleContext} context
 */
export function paymentView(payment, { language, words }) {
  const word = payment.refunded ? words.refunded : words.paid;
  return el('div', { class: 'payment' }, `${word}: ${amount(payment, language)}`);
}

/**
 * @param {{currency: string, totalAmount: number}} price
 * @param {string} language
 */
function amount({ currency, totalAmount }, language) {
  const number = new Intl.NumberFormat(language).format(totalAmount);
  return currency === 'XTR' ? `⭐ ${number}` : `${number} ${currency}`;
}
