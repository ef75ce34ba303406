import { Injectable } from '@nestjs/common';
import { Database, Invoice, type Language } from '@aisha/database';
import { Promos } from '../promo/promos';
import {
  CHECK,
  type CheckedRow,
  type Checkout,
  type CheckoutVerdict,
  verdictOn,
} from './checkout-verdict';
import { invoiceIdOf } from './payment-provider';
import { TOPUP_PACKAGES, topupPackage } from './topup-packages';
import { offerOf, type TopupOffer } from './topup-offers';

export interface InvoiceWish {
  userId: string;
  packageId: string;
  chat: { botId: number; chatId: number };
  /** Callback data that leads back to what the person was doing. */
  back?: string;
}

/** A second press within this time means the same invoice; later the first may have scrolled away. */
const REUSED_S = 120;
/** For as long an offer stands: prices may change, and an invoice stays in the chat. */
const VALID_S = 24 * 60 * 60;

/** Offers of credits. */
@Injectable()
export class Invoices {
  constructor(
    private readonly database: Database,
    private readonly promos: Promos,
  ) {}

  /** The packages at the terms for this person. */
  async offers(userId: string): Promise<TopupOffer[]> {
    const promo = await this.promos.forTopup(userId);
    return TOPUP_PACKAGES.map((offered) => offerOf(offered, promo));
  }

  /**
   * The invoice for a package. Presses that come together get the same one.
   * @returns undefined for a package that is not offered
   */
  async open(wish: InvoiceWish): Promise<{ invoice: Invoice; isNew: boolean } | undefined> {
    const offered = topupPackage(wish.packageId);
    if (!offered) return undefined;
    return this.database.transaction(async () => {
      await this.database.query('select 1 from users where id = $1 for no key update', [
        wish.userId,
      ]);
      const promo = await this.promos.forTopup(wish.userId);
      const offer = offerOf(offered, promo);
      const known = await this.recent(wish, offer);
      if (known) return { invoice: known, isNew: false };
      return { invoice: await this.insert(wish, offer), isNew: true };
    });
  }

  find(id: string): Promise<Invoice | null> {
    return this.database.repository(Invoice).findOneBy({ id });
  }

  /**
   * Looks at what somebody is about to pay, in a statement or two: Telegram wants the answer within 10 s.
   * @returns their language too, if they are known
   */
  async check(checkout: Checkout): Promise<{ verdict: CheckoutVerdict; language?: Language }> {
    const [row] = await this.database.prepared<CheckedRow>('check-checkout', CHECK, [
      invoiceIdOf(checkout.payload),
      checkout.payerTelegramId,
      VALID_S,
    ]);
    const verdict = verdictOn(row!, checkout);
    const isGone = verdict === 'ok' && !(await this.promoWaits(row!));
    return { verdict: isGone ? 'expired' : verdict, language: row!.language ?? undefined };
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

  /** A code that was used meanwhile does not make this invoice cheaper too. */
  private async promoWaits({ owner_id, promo_use_id }: CheckedRow): Promise<boolean> {
    if (!promo_use_id || !owner_id) return true;
    return (await this.promos.forTopup(owner_id))?.promoUseId === promo_use_id;
  }

  /** The way back is that of the last press. */
  private async recent(wish: InvoiceWish, offer: TopupOffer): Promise<Invoice | null> {
    const [row] = await this.database.query<{ id: string }>(
      `update invoices set back = coalesce($6, back) where id = (
         select id from invoices
         where user_id = $1 and package_id = $2 and stars = $3 and bot_id = $4 and status = 'open'
           and promo_use_id is not distinct from $7
           and created_at > now() - make_interval(secs => $5)
         order by created_at desc limit 1) returning id`,
      [
        wish.userId,
        wish.packageId,
        offer.stars,
        wish.chat.botId,
        REUSED_S,
        wish.back ?? null,
        offer.promoUseId,
      ],
    );
    return row ? this.find(row.id) : null;
  }

  private insert({ back, chat, ...wish }: InvoiceWish, offer: TopupOffer): Promise<Invoice> {
    const { stars, credits, bonus, discountPercent, promoUseId } = offer;
    const terms = { stars, credits, bonus, discountPercent, promoUseId };
    const invoices = this.database.repository(Invoice);
    return invoices.save(
      invoices.create({ provider: 'stars', back: back ?? null, ...wish, ...chat, ...terms }),
    );
  }
}
