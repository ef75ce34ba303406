import { Injectable } from '@nestjs/common';
import { Database, Invoice, type Language } from '@aisha/database';
import { CURRENCIES, invoiceIdOf } from './payment-provider';
import { topupPackage } from './topup-packages';

/** What a promo code makes of a package. */
export interface PromoTerms {
  useId: string;
  /** 0 to 99. */
  discountPercent: number;
  bonusCredits: number;
}

export interface InvoiceWish {
  userId: string;
  packageId: string;
  chat: { botId: number; chatId: number };
  /** Callback data that leads back to what the person was doing. */
  back?: string;
  promo?: PromoTerms;
}

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

/** A second press within this time means the same invoice; later the first may have scrolled away. */
const REUSED_S = 120;
/** For as long an offer stands: prices may change, and an invoice stays in the chat. */
const VALID_S = 24 * 60 * 60;

/** Offers of credits. */
@Injectable()
export class Invoices {
  constructor(private readonly database: Database) {}

  /**
   * The invoice for a package. Presses that come together get the same one.
   * @returns undefined for a package that is not offered
   */
  async open(wish: InvoiceWish): Promise<{ invoice: Invoice; isNew: boolean } | undefined> {
    const offered = topupPackage(wish.packageId);
    if (!offered) return undefined;
    const { discountPercent = 0, bonusCredits = 0, useId = null } = wish.promo ?? {};
    const terms = {
      stars: Math.max(1, Math.ceil((offered.stars * (100 - discountPercent)) / 100)),
      credits: offered.credits,
      bonus: offered.bonus + bonusCredits,
      discountPercent,
      promoUseId: useId,
    };
    return this.database.transaction(async () => {
      await this.database.query('select 1 from users where id = $1 for no key update', [
        wish.userId,
      ]);
      const known = await this.recent(wish, terms);
      if (known) return { invoice: known, isNew: false };
      return { invoice: await this.insert(wish, terms), isNew: true };
    });
  }

  find(id: string): Promise<Invoice | null> {
    return this.database.repository(Invoice).findOneBy({ id });
  }

  /**
   * Looks at what somebody is about to pay, in one statement: Telegram wants the answer within 10 s.
   * @returns their language too, if they are known
   */
  async check(checkout: Checkout): Promise<{ verdict: CheckoutVerdict; language?: Language }> {
    const [row] = await this.database.prepared<CheckedRow>('check-checkout', CHECK, [
      invoiceIdOf(checkout.payload),
      checkout.payerTelegramId,
      VALID_S,
    ]);
    return { verdict: verdictOn(row!, checkout), language: row!.language ?? undefined };
  }

  /** Marks what nobody paid in time. @returns how many */
  async expire(): Promise<number> {
    const rows = await this.database.query<{ id: string }>(
      `update invoices set status = 'expired'
       where status = 'open' and created_at < now() - make_interval(secs => $1) returning id`,
      [VALID_S],
    );
    return rows.length;
  }

  /** The way back is that of the last press. */
  private async recent(wish: InvoiceWish, { stars }: { stars: number }): Promise<Invoice | null> {
    const [row] = await this.database.query<{ id: string }>(
      `update invoices set back = coalesce($6, back) where id = (
         select id from invoices
         where user_id = $1 and package_id = $2 and stars = $3 and bot_id = $4 and status = 'open'
           and created_at > now() - make_interval(secs => $5)
         order by created_at desc limit 1) returning id`,
      [wish.userId, wish.packageId, stars, wish.chat.botId, REUSED_S, wish.back ?? null],
    );
    return row ? this.find(row.id) : null;
  }

  private insert(wish: InvoiceWish, terms: Partial<Invoice>): Promise<Invoice> {
    const { userId, packageId, chat, back = null } = wish;
    const invoices = this.database.repository(Invoice);
    return invoices.save(
      invoices.create({ provider: 'stars', userId, packageId, back, ...chat, ...terms }),
    );
  }
}

interface CheckedRow {
  status: string | null;
  stars: string | null;
  is_late: boolean | null;
  invited: string | null;
  is_banned: boolean | null;
  is_leaving: boolean | null;
  language: Language | null;
}

const CHECK = `
  select i.status, i.stars, i.created_at < now() - make_interval(secs => $3) as is_late,
    invited.telegram_id as invited, payer.banned_at is not null as is_banned,
    payer.leaving_at is not null as is_leaving,
    coalesce(payer.chosen_language, payer.language) as language
  from (select $1::uuid as invoice_id, $2::bigint as payer_id) asked
  left join invoices i on i.id = asked.invoice_id
  left join users invited on invited.id = i.user_id
  left join users payer on payer.telegram_id = asked.payer_id`;

function verdictOn(row: CheckedRow, checkout: Checkout): CheckoutVerdict {
  if (row.is_banned) return 'banned';
  if (row.is_leaving) return 'leaving';
  if (row.status === null) return 'unknown-invoice';
  if (Number(row.invited) !== checkout.payerTelegramId) return 'other-person';
  if (row.status === 'paid') return 'paid-already';
  if (row.status === 'expired' || row.is_late) return 'expired';
  const isAsked = Number(row.stars) === checkout.amount && checkout.currency === CURRENCIES.stars;
  return isAsked ? 'ok' : 'other-amount';
}
