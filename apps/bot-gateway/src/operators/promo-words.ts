import type { OperatorMistake } from '@aisha/contracts';
import { z } from 'zod';

/** A code as it is typed, read; it travels in a wish until it is confirmed. */
export const promoWish = z.object({
  code: z.string(),
  kind: z.enum(['balance', 'bonus', 'discount']),
  amount: z.int().optional(),
  percent: z.int().optional(),
  maxUses: z.int().optional(),
  perPerson: z.int().optional(),
  /** Moment in ISO 8601. */
  validUntil: z.iso.datetime().optional(),
});
export type PromoWish = z.infer<typeof promoWish>;

export type PromoWords = { promo: PromoWish } | { mistake: OperatorMistake; words?: string };

const CODE = /^[\p{L}\p{N}_-]{3,32}$/u;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 86_400_000;
/** A code for everybody is worth what a slip of the finger would cost. */
const MOST = { balance: 10_000, bonus: 1_000, discount: 99 } as const;
const MOST_USES = 1_000_000;

/** `SUMMER balance 100 uses=50 per=1 until=2026-12-31`: a code, what it gives, how much of it, then the limits. */
export function readPromo(words: string, now = Date.now()): PromoWords {
  const [code = '', kindWord = '', worth = '', ...limits] = words.trim().split(/\s+/);
  if (!CODE.test(code)) return { mistake: 'promo-code', words: code };
  const kind = promoWish.shape.kind.safeParse(kindWord.toLowerCase()).data;
  if (!kind) return { mistake: 'promo-kind', words: kindWord };
  const amount = wholeNumber(worth.replace(/%$/, ''), MOST[kind]);
  if (amount === undefined) return { mistake: 'promo-amount', words: String(MOST[kind]) };
  const promo: PromoWish = {
    code: code.toUpperCase(),
    kind,
    ...(kind === 'balance' ? { amount } : { percent: amount }),
  };
  for (const limit of limits) {
    const mistake = addLimit(promo, limit, now);
    if (mistake) return { mistake, words: limit };
  }
  return { promo };
}

function addLimit(promo: PromoWish, limit: string, now: number): OperatorMistake | undefined {
  const [name, value = ''] = limit.split('=', 2);
  switch (name?.toLowerCase()) {
    case 'uses':
      promo.maxUses = wholeNumber(value, MOST_USES);
      return promo.maxUses === undefined ? 'promo-uses' : undefined;
    case 'per':
      promo.perPerson = wholeNumber(value, MOST_USES);
      return promo.perPerson === undefined ? 'promo-per-person' : undefined;
    case 'until':
      promo.validUntil = endOf(value, now);
      return promo.validUntil === undefined ? 'promo-until' : undefined;
    default:
      return 'promo-field';
  }
}

/** The named day belongs to it, as UTC counts days. */
function endOf(day: string, now: number): string | undefined {
  const begin = DATE.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN;
  // Date.parse rolls some days that do not exist over into the next month.
  if (Number.isNaN(begin) || new Date(begin).toISOString().slice(0, 10) !== day) return undefined;
  return begin + DAY_MS > now ? new Date(begin + DAY_MS).toISOString() : undefined;
}

const wholeNumber = (text: string, most: number): number | undefined => {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  return value >= 1 && value <= most ? value : undefined;
};
