import type { ActionOf } from '../action-codec';

/** The person: profile, settings, consent. */
export const PERSON_ACTIONS = { profile: {} };
export type PersonAction = ActionOf<typeof PERSON_ACTIONS>;
