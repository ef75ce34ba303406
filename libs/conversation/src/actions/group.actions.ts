import { GROUP_TRANSCRIBES } from '@aisha/contracts';
import { type ActionOf, oneOf } from '../action-codec';

/** Settings of a group, which only its administrators may change. */
export const GROUP_ACTIONS = {
  'group-transcribe': { when: oneOf(GROUP_TRANSCRIBES) },
};
export type GroupAction = ActionOf<typeof GROUP_ACTIONS>;
