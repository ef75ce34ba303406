import { LIMITS } from '@aisha/conversation';

/** Why something is done, in an operator's words on one line. */
export type Reason = { text: string } | { mistake: 'reason-missing' | 'reason-too-long' };

export function readReason(words: string): Reason {
  const text = words.replace(/\s+/g, ' ').trim();
  const { min, max } = LIMITS.operatorReason;
  const length = [...text].length;
  if (length < min) return { mistake: 'reason-missing' };
  return length > max ? { mistake: 'reason-too-long' } : { text };
}
