import { creditsFor, TOPUP_PACKAGES } from './topup-packages';

describe('the price of credits', () => {
  it.each(TOPUP_PACKAGES)('should be the same with and without the invoice: $id', (offered) => {
    expect(creditsFor(offered.stars)).toEqual({
      credits: offered.credits + offered.bonus,
      packageId: offered.id,
    });
  });

  it('should be at least one credit a Star, and never fall with the amount', () => {
    let before = 0;
    for (let stars = 1; stars <= 3_000; stars++) {
      const { credits } = creditsFor(stars);
      expect(credits).toBeGreaterThanOrEqual(Math.max(stars, before));
      before = credits;
    }
  });

  it('should have one popular package', () => {
    expect(TOPUP_PACKAGES.filter(({ isPopular }) => isPopular)).toHaveLength(1);
  });
});
