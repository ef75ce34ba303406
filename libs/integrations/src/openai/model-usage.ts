import { priceOf, type ModelPrice } from './model-catalogue';

/** What one call took. */
export interface ModelUsage {
  readonly model: string;
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  /** Of sound, heard or made. */
  readonly seconds?: number;
  /** Of text that was read out. */
  readonly characters?: number;
  /** By OpenAI's list prices, in millionths of a dollar, whole; null where the price or the amount is not known. */
  readonly microdollars: number | null;
}

/** The amounts of a call, and what they cost. */
export function usageOf(model: string, amounts: Omit<ModelUsage, 'model' | 'microdollars'>) {
  return { model, ...amounts, microdollars: costOf(priceOf(model), amounts) };
}

function costOf(
  price: ModelPrice | undefined,
  { inputTokens, outputTokens, seconds, characters }: Omit<ModelUsage, 'model' | 'microdollars'>,
): number | null {
  if (!price) return null;
  const shares: (number | undefined)[] = [];
  if (price.perInputToken !== undefined) shares.push(times(price.perInputToken, inputTokens));
  if (price.perOutputToken !== undefined) shares.push(times(price.perOutputToken, outputTokens));
  if (price.perMinute !== undefined) shares.push(times(price.perMinute / 60, seconds));
  if (price.perCharacter !== undefined) shares.push(times(price.perCharacter, characters));
  const known = shares.filter((share) => share !== undefined);
  if (known.length < shares.length) return null;
  return Math.ceil(known.reduce((sum, share) => sum + share, 0) - 1e-9);
}

const times = (price: number, amount: number | undefined) =>
  amount === undefined ? undefined : price * amount;
