import { ASPECT_RATIOS, TIME_ZONES } from '@aisha/contracts';
import { type ActionOf, oneOf, uuid } from '../action-codec';

const onOrOff = { on: oneOf(['yes', 'no']) };

/** The person: profile, settings, invitations, promo codes. */
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
};
export type PersonAction = ActionOf<typeof PERSON_ACTIONS>;
