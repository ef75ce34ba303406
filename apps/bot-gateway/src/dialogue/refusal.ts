import type { User } from '@aisha/accounts';
import { type Input, isAllowedWhenBanned } from '@aisha/conversation';
import type { Outcome } from './outcome';

/** Somebody who writes all the time is not answered all the time. */
const TOLD_EACH_MS = 3_600_000;

/** What those are told who are banned and may not do this; undefined for everybody else. */
export function refusalOfBanned(user: User, input: Input, now = Date.now()): Outcome | undefined {
  if (!user.bannedAt || isAllowedWhenBanned(input)) return undefined;
  if (input.kind === 'press' || input.kind === 'stale-press') {
    return { replies: [], alert: 'banned' };
  }
  const time = `${user.bannedAt.getTime()}-${Math.floor(now / TOLD_EACH_MS)}`;
  return {
    replies: [{ notice: { kind: 'banned' }, fresh: true, once: `banned-${time}` }],
  };
}
