import { HELD_CHOICES, type OperatorVerb, STUCK_KINDS } from '@aisha/contracts';
import { type ActionOf, type ActionTable, number, oneOf, uuid, word } from '../action-codec';

const person = { userId: uuid };
const wish = { wishId: uuid };
const broadcast = { broadcastId: uuid };
const page = { page: number };
const held = { of: oneOf(HELD_CHOICES) };

/** What operators do. Only they see the buttons, and only theirs count. */
export const OPERATOR_ACTIONS = {
  operator: {},
  'op-find': {},
  'op-person': person,
  'op-ledger': { ...person, ...page },
  'op-grant': person,
  'op-pick-refund': person,
  'op-refund': { paymentId: uuid },
  'op-ban': person,
  'op-unban': person,
  'op-confirm': wish,
  'op-drop': wish,
  'op-log': page,
  'op-stuck': {},
  'op-stuck-of': { of: oneOf(STUCK_KINDS) },
  'op-retry': { of: oneOf(STUCK_KINDS), rowId: word },
  'op-news': {},
  'op-news-new': {},
  'op-news-of': broadcast,
  'op-news-start': broadcast,
  'op-news-stop': broadcast,
  'op-promos': page,
  'op-promo-new': {},
  'op-promo-off': { promoId: uuid },
  'op-costs': {},
  'op-held': {},
  'op-held-kinds': {},
  'op-held-send': held,
  'op-held-drop': held,
  'op-held-drop-now': held,
} satisfies ActionTable & Record<OperatorVerb, unknown>;
export type OperatorAction = ActionOf<typeof OPERATOR_ACTIONS>;
