import { readPromo } from './promo-words';

const NOW = Date.parse('2026-06-15T12:00:00Z');

describe('a promo code that an operator types', () => {
  it('should be read with its limits', () => {
    expect(readPromo('Summer balance 100 uses=50 per=1 until=2026-12-31', NOW)).toEqual({
      promo: {
        code: 'SUMMER',
        kind: 'balance',
        amount: 100,
        maxUses: 50,
        perPerson: 1,
        validUntil: '2027-01-01T00:00:00.000Z',
      },
    });
    expect(readPromo('ТЕПЛО discount 20%', NOW)).toEqual({
      promo: { code: 'ТЕПЛО', kind: 'discount', percent: 20 },
    });
  });

  it('should be good until the end of a day that is not over', () => {
    expect(readPromo('SUMMER bonus 10 until=2026-06-15', NOW)).toHaveProperty('promo');
  });

  it.each([
    ['', 'promo-code', ''],
    ['S! balance 10', 'promo-code', 'S!'],
    ['SUMMER gift 10', 'promo-kind', 'gift'],
    ['SUMMER balance', 'promo-amount', '10000'],
    ['SUMMER balance -5', 'promo-amount', '10000'],
    ['SUMMER discount 100', 'promo-amount', '99'],
    ['SUMMER balance 10 max=5', 'promo-field', 'max=5'],
    ['SUMMER balance 10 uses=0', 'promo-uses', 'uses=0'],
    ['SUMMER balance 10 per=many', 'promo-per-person', 'per=many'],
    ['SUMMER balance 10 until=2026-06-14', 'promo-until', 'until=2026-06-14'],
    ['SUMMER balance 10 until=2026-02-30', 'promo-until', 'until=2026-02-30'],
    ['SUMMER balance 10 until=tomorrow', 'promo-until', 'until=tomorrow'],
  ])('should be answered to «%s» by %s', (words, mistake, piece) => {
    expect(readPromo(words, NOW)).toEqual({ mistake, words: piece });
  });
});
