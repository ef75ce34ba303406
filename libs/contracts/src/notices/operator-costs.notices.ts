import { z } from 'zod';
import { bare } from './notice-shapes';

/** What models cost, and that one of their providers wants an operator. */
export const operatorCostsNotices = [
  bare('operator-costs'),
  /** OpenAI answers nobody: our account is empty, or our key is refused. */
  z.object({ kind: z.literal('provider-outage'), outage: z.enum(['balance', 'unauthorized']) }),
] as const;
export type OperatorCostsNotice = z.infer<(typeof operatorCostsNotices)[number]>;
