import { type ActionOf, callbackData } from '../action-codec';

/** Consent to what becomes of photos. */
export const CONSENT_ACTIONS = {
  /** `wanted`: what they were about to do, which goes on now. */
  agree: { wanted: callbackData(58) },
  disagree: {},
};
export type ConsentAction = ActionOf<typeof CONSENT_ACTIONS>;
