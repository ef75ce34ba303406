import { type ActionOf, uuid } from '../action-codec';

/** The talk with the assistant. */
export const TALK_ACTIONS = {
  'stop-answer': { answerId: uuid },
  'new-talk': {},
};
export type TalkAction = ActionOf<typeof TALK_ACTIONS>;
