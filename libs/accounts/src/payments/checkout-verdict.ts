import type { Language } from '@aisha/database';
import { CURRENCIES } from './payment-provider';

export interface Checkout {
  payload: string;
  currency: string;
  amount: number;
  payerTelegramId: number;
}

/** Whether somebody may pay now, and if not, why. */
export type CheckoutVerdict =
  | 'ok'
  | 'unknown-invoice'
  | 'paid-already'
  | 'expired'
  | 'other-amount'
  | 'other-person'
  | 'banned'
  | 'leaving';

/** What the books know of an invoice and of the one who is about to pay it. */
export interface CheckedRow {
  owner_id: string | null;
  promo_use_id: string | null;
  status: string | null;
  stars: string | null;
  is_late: boolean | null;
  invited: string | null;
  is_banned: boolean | null;
  is_leaving: boolean | null;
  language: Language | null;
}

/** By invoice, the payer's Telegram id, and for how many seconds an offer stands. */
export const CHECK = `
  select i.user_id as owner_id, i.promo_use_id, i.status, i.stars, i.created_at < now() - make_interval(secs => $3) as is_late,
    invited.telegram_id as invited, payer.banned_at is not null as is_banned,
    payer.leaving_at is not null as is_leaving,
    coalesce(payer.chosen_language, payer.language) as language
  from (select $1::uuid as invoice_id, $2::bigint as payer_id) asked
  left join invoices i on i.id = asked.invoice_id
  left join users invited on invited.id = i.user_id
  left join users payer on payer.telegram_id = asked.payer_id`;

export function verdictOn(row: CheckedRow, checkout: Checkout): CheckoutVerdict {
  if (row.is_banned) return 'banned';
  if (row.is_leaving) return 'leaving';
  if (row.status === null) return 'unknown-invoice';
  if (Number(row.invited) !== checkout.payerTelegramId) return 'other-person';
  if (row.status === 'paid') return 'paid-already';
  if (row.status === 'expired' || row.is_late) return 'expired';
  const isAsked = Number(row.stars) === checkout.amount && checkout.currency === CURRENCIES.stars;
  return isAsked ? 'ok' : 'other-amount';
}
