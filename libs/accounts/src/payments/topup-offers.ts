import type { TopupPromo } from '../promo/promos';
import type { TopupPackage } from './topup-packages';

/** A package at the terms for one person. */
export interface TopupOffer extends TopupPackage {
  discountPercent: number;
  promoUseId: string | null;
}

/** Rounded to whole Stars and credits in our favour; a package costs a Star at least. */
export function offerOf(offered: TopupPackage, promo: TopupPromo | null): TopupOffer {
  const plain = { ...offered, discountPercent: 0, promoUseId: promo?.promoUseId ?? null };
  if (!promo) return plain;
  if (promo.kind === 'bonus') {
    return { ...plain, bonus: offered.bonus + Math.floor((offered.credits * promo.percent) / 100) };
  }
  const stars = Math.max(1, Math.ceil((offered.stars * (100 - promo.percent)) / 100));
  return { ...plain, stars, discountPercent: promo.percent };
}
