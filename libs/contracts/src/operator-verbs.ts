/**
 * What operators' buttons are called. The names live on in Telegram's chats, beyond the process that made the
 * buttons, and tests press every one of them as a stranger.
 */
export const OPERATOR_VERBS = [
  'operator',
  'op-find',
  'op-person',
  'op-ledger',
  'op-grant',
  'op-pick-refund',
  'op-refund',
  'op-ban',
  'op-unban',
  'op-confirm',
  'op-drop',
  'op-log',
  'op-stuck',
  'op-stuck-of',
  'op-retry',
  'op-news',
  'op-news-new',
  'op-news-of',
  'op-news-start',
  'op-news-stop',
  'op-promos',
  'op-promo-new',
  'op-promo-off',
  'op-costs',
  'op-held',
  'op-held-kinds',
  'op-held-send',
  'op-held-drop',
  'op-held-drop-now',
] as const;
export type OperatorVerb = (typeof OPERATOR_VERBS)[number];
