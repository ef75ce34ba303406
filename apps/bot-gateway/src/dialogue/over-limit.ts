import type { LimitReached } from '@aisha/assistant';
import { type Outcome, saying } from './outcome';

/** What those are told who had all that there is for a day. */
export const overLimit = ({ what, limit }: LimitReached): Outcome =>
  saying({ kind: 'daily-limit', what, limit }, { fresh: true });
