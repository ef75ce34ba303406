import { ASPECT_RATIOS, TIME_ZONES } from '@aisha/contracts';
import { type ActionOf, callbackData, oneOf, uuid } from '../action-codec';

const onOrOff = { on: oneOf(['yes', 'no']) };

/** The person: profile, settings, invitations, promo codes, consent. */
export const PERSON_ACTIONS = {
  profile: {},
  settings: {},
  'set-language': { language: oneOf(['ru', 'en', 'app']) },
  'time-zones': {},
  'set-time-zone': { zone: oneOf(TIME_ZONES) },
  'set-news': onOrOff,
  'set-sound': onOrOff,
  'set-quick': onOrOff,
  'set-ratio': { ratio: oneOf([...ASPECT_RATIOS, 'last']) },
  /** Leaves quick mode on the way to a picture. */
  'choose-first': { avatarId: uuid },
  'promo-code': {},
  invite: {},
  /** `wanted`: callback data of what they wanted when they were asked. */
  agree: { wanted: callbackData },
  disagree: {},
};
export type PersonAction = ActionOf<typeof PERSON_ACTIONS>;
