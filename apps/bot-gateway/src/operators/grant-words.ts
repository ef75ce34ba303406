import { readReason } from './reason';

/** A slip of the finger must not give a fortune away. */
export const MOST_GRANTED = 100_000;

export type GrantWords =
  | { amount: number; reason: string }
  | { mistake: 'grant-format' | 'grant-amount' | 'reason-missing' | 'reason-too-long' };

/** Credits and why: `120 sorry for the delay`. */
export function readGrant(words: string): GrantWords {
  const [, digits, rest = ''] = /^\+?(\d+)(?:\s+(.*))?$/s.exec(words.trim()) ?? [];
  if (digits === undefined) return { mistake: 'grant-format' };
  const amount = Number(digits);
  if (amount < 1 || amount > MOST_GRANTED) return { mistake: 'grant-amount' };
  const reason = readReason(rest);
  return 'mistake' in reason ? reason : { amount, reason: reason.text };
}
