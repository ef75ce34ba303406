import type { TopupPackage } from './topup-packages';

/** What waits for a person's next top-up. */
export interface PromoTerms {
  promoUseId: string;
  kind: 'bonus' | 'discount';
  /** 1 to 99 for a discount. */
  percent: number;
}

/** Promo codes as far as top-ups use them. */
export interface TopupPromos {
  forTopup(userId: string): Promise<PromoTerms | null>;
  /**
   * Says that a top-up was paid with what waited for it, in the transaction that credits it.
   * @returns false when it was applied before, or no longer waits
   */
  applied(promoUseId: string, paymentId: string): Promise<boolean>;
}

/** Injection token of `TopupPromos`; without it there are no promo codes. */
export const TOPUP_PROMOS = Symbol('TOPUP_PROMOS');

/** A package at the terms for one person. */
export interface TopupOffer extends TopupPackage {
  discountPercent: number;
  promoUseId: string | null;
}

/** Rounded to whole Stars and credits in our favour; a package costs a Star at least. */
export function offerOf(offered: TopupPackage, promo: PromoTerms | null): TopupOffer {
  const plain = { ...offered, discountPercent: 0, promoUseId: promo?.promoUseId ?? null };
  if (!promo) return plain;
  if (promo.kind === 'bonus') {
    return { ...plain, bonus: offered.bonus + Math.floor((offered.credits * promo.percent) / 100) };
  }
  const stars = Math.max(1, Math.ceil((offered.stars * (100 - promo.percent)) / 100));
  return { ...plain, stars, discountPercent: promo.percent };
}
