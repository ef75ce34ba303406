import { type ActionOf, type Field, word } from '../action-codec';

/** Together with the longest verb and package in front, Telegram's 64 bytes. */
const WAY_BACK = /^[\w:-]{0,54}$/;

/** Callback data of another button, which leads back to what the person was doing; empty where there is none. */
const wayBack: Field<string> = {
  encode: (data) => data,
  decode: (text) => (WAY_BACK.test(text) ? text : undefined),
};

/** What fits into a button as the way back; a longer one is left out. */
export const asWayBack = (data = ''): string => (WAY_BACK.test(data) ? data : '');

/** Buying credits. */
export const PAYMENT_ACTIONS = {
  topup: {},
  'topup-for': { back: wayBack },
  buy: { packageId: word, back: wayBack },
  terms: {},
  paysupport: {},
};
export type PaymentAction = ActionOf<typeof PAYMENT_ACTIONS>;
