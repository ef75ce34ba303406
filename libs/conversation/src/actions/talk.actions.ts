import { PERSONAS } from '@aisha/contracts';
import { type ActionOf, oneOf, uuid } from '../action-codec';

/** The talk with the assistant. */
export const TALK_ACTIONS = {
  'stop-answer': { answerId: uuid },
  'say-answer': { answerId: uuid },
  'new-talk': {},
  personas: {},
  'set-persona': { persona: oneOf(PERSONAS) },
};
export type TalkAction = ActionOf<typeof TALK_ACTIONS>;
