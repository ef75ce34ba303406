import type { NoticeKind } from './notice';

/**
 * Results that a person paid or waited for: kept for a chat that cannot be reached, and never replaced by a menu
 * when one of their buttons is pressed.
 */
export const RESULT_KINDS: NoticeKind[] = [
  'answer-ready',
  'answer-voice',
  'transcript-ready',
  'transcript-heard',
  'transcript-repeated',
  'transcript-text',
  'transcript-failed',
  'document-ready',
  'document-failed',
  'text-read',
  'avatar-ready',
  'training-failed',
  'picture-ready',
  'picture-failed',
  'order-done',
  'prompt-written',
  'payment-received',
  'payment-refunded',
];
