import { type ActionOf, callbackData, word } from '../action-codec';

/** Where the person goes on after paying. With the longest verb and package in front: Telegram's 64 bytes. */
const wayBack = callbackData(54, 0);

/** What fits into a button as the way back; a longer one is left out. */
export const asWayBack = (data = ''): string => wayBack.decode(data) ?? '';

/** Buying credits. */
export const PAYMENT_ACTIONS = {
  topup: {},
  'topup-for': { back: wayBack },
  buy: { packageId: word, back: wayBack },
  terms: {},
  paysupport: {},
};
export type PaymentAction = ActionOf<typeof PAYMENT_ACTIONS>;
