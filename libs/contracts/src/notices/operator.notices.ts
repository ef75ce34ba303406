import type { z } from 'zod';
import { bare } from './notice-shapes';

/** What only operators are told. */
export const operatorNotices = [bare('operator-desk')] as const;
export type OperatorNotice = z.infer<(typeof operatorNotices)[number]>;
