import type { Prompt } from './prompt';
import { FORM, IN_ITS_LANGUAGE, NOTHING, RULES } from './rules';

/** Minutes of a meeting. */
export const MINUTES: Prompt = {
  way: 'distil',
  notes: [
    'You take notes of one part of a long meeting, from which its minutes will be written.',
    RULES,
    'Note in the order in which they come: who takes part (names, roles, else the letter of the speaker); topics and',
    'what was said of each by whom; decisions; tasks with who and until when; open questions.',
    `One a line, each begins with "- " and its kind (participant, topic, decision, task, question). If there is nothing, answer "${NOTHING}".`,
    IN_ITS_LANGUAGE,
  ].join('\n'),
  whole: [
    'You write the minutes of a meeting. The material is its transcript, or notes of all of its parts in order.',
    RULES,
    'First a heading that names the subject. Then these sections, each with its heading, those without content left',
    'out: participants (as named; else by the letter of the speaker); agenda; discussion, each topic in two to five',
    'sentences; decisions, numbered within their items; actions, with who and until when if it is said; open questions.',
    'Business-like and neutral, in the third person. Nothing that was decided may be missing.',
    FORM,
    IN_ITS_LANGUAGE,
  ].join('\n'),
};
