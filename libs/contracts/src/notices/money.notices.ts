import { z } from 'zod';
import { bare } from './notice-shapes';

/** Credits: what there is, what became of them, how to get more. */
export const moneyNotices = [
  bare('balance'),
  z.object({
    kind: z.literal('insufficient-credits'),
    price: z.number().int(),
    balance: z.number().int(),
    /** Callback data of the button that leads back to what they were doing. */
    back: z.string().optional(),
  }),
] as const;
export type MoneyNotice = z.infer<(typeof moneyNotices)[number]>;
