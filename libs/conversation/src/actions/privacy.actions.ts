import type { ActionOf } from '../action-codec';

/** What is stored of a person: to see it, take it along, have it deleted. */
export const PRIVACY_ACTIONS = { privacy: {} };
export type PrivacyAction = ActionOf<typeof PRIVACY_ACTIONS>;
