/** What credits are sold in. */
export interface TopupPackage {
  /** Travels in buttons and stays in the books: never reused for other terms. */
  id: string;
  /** Price in Stars (XTR), whole. */
  stars: number;
  credits: number;
  /** Credits on top. */
  bonus: number;
  isPopular?: boolean;
}

/** One place; nothing else states what credits cost. Ascending, and larger ones are never worse for each Star. */
export const TOPUP_PACKAGES: readonly TopupPackage[] = [
  { id: 's150', stars: 150, credits: 150, bonus: 0 },
  { id: 's250', stars: 250, credits: 250, bonus: 25, isPopular: true },
  { id: 's500', stars: 500, credits: 500, bonus: 70 },
  { id: 's1000', stars: 1000, credits: 1000, bonus: 200 },
];

export const topupPackage = (id: string): TopupPackage | undefined =>
  TOPUP_PACKAGES.find((offered) => offered.id === id);

/** Credits for an amount that no package names: at the rate of the nearest package below it, at least one a Star. */
export function creditsFor(stars: number): { credits: number; packageId: string } {
  const below = TOPUP_PACKAGES.findLast((offered) => offered.stars <= stars);
  if (!below) return { credits: stars, packageId: 'other' };
  const credits = Math.floor((stars * (below.credits + below.bonus)) / below.stars);
  return { credits, packageId: below.stars === stars ? below.id : 'other' };
}
