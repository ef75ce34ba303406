import { z } from 'zod';

/** What became of a person's credits, by pages from 0. */
export const moneyHistoryNotices = [
  z.object({ kind: z.literal('money-history'), page: z.number().int().min(0) }),
] as const;
export type MoneyHistoryNotice = z.infer<(typeof moneyHistoryNotices)[number]>;
