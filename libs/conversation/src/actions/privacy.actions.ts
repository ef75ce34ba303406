import { type ActionOf, word } from '../action-codec';

/** What is stored of a person: to see it, take it along, have it deleted. */
export const PRIVACY_ACTIONS = {
  privacy: {},
  'export-data': {},
  'ask-delete-me': {},
  /** `of`: what the question was about. It is asked twice. */
  'delete-me': { of: word },
  'delete-me-for-good': { of: word },
};
export type PrivacyAction = ActionOf<typeof PRIVACY_ACTIONS>;
