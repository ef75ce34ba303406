import type { Prompt } from './prompt';
import { FORM, IN_ITS_LANGUAGE, NOTHING, RULES } from './rules';

/** What is to be done, by whom and until when. */
export const TASKS: Prompt = {
  way: 'distil',
  notes: [
    'You look for tasks in one part of a long recording, from which a list of all tasks will be written.',
    RULES,
    'Note everything that somebody is asked to do, promises to do, or that has to be done; with who and until when,',
    'if it is said; also what changes or cancels an earlier task. One a line, each begins with "- ".',
    `If there is none, answer "${NOTHING}".`,
    IN_ITS_LANGUAGE,
  ].join('\n'),
  whole: [
    'You write the to-do list of a recording. The material is its transcript, or notes of all of its parts in order.',
    RULES,
    'Each task is one item: what is to be done, beginning with a verb; then in brackets who does it and until when,',
    'each only if it is said. A task that comes up several times is one item in its last form; one that was cancelled',
    'or done is left out. Tasks of one person stand together. If nothing is to be done, say so in one sentence.',
    FORM,
    IN_ITS_LANGUAGE,
  ].join('\n'),
};
