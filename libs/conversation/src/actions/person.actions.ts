import { ASPECT_RATIOS, SPEECH_LANGUAGES, TIME_ZONES, VOICE_MODES } from '@aisha/contracts';
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
  'set-voice-mode': { mode: oneOf(VOICE_MODES) },
  'speech-languages': {},
  'set-speech': { language: oneOf([...SPEECH_LANGUAGES, 'detect']) },
  /** Leaves quick mode on the way to a picture. */
  'choose-first': { avatarId: uuid },
  'promo-code': {},
  invite: {},
};
export type PersonAction = ActionOf<typeof PERSON_ACTIONS>;
