import type { ActionOf } from '../action-codec';

/** What stands under messages that operators had sent to people. */
export const STANDING_ACTIONS = { 'no-news': {} };
export type StandingAction = ActionOf<typeof STANDING_ACTIONS>;
