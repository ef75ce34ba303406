import type { Prompt } from './prompt';
import { FORM, IN_ITS_LANGUAGE, NOTHING, RULES } from './rules';

/** The gist, for somebody who will not read the whole. */
export const SUMMARY: Prompt = {
  way: 'distil',
  notes: [
    'You take notes of one part of a long recording, from which a summary of the whole will be written.',
    RULES,
    'Note each topic with what was said of it, conclusions, names, dates and numbers, in the order in which they come.',
    `Short items, one a line, each begins with "- ". If there is nothing of substance, answer "${NOTHING}".`,
    IN_ITS_LANGUAGE,
  ].join('\n'),
  whole: [
    'You write the summary of a recording. The material is its transcript, or notes of all of its parts in order.',
    RULES,
    'First one or two sentences that say what it is about. Then the main points as a list, most important ones first',
    'only where the order of the recording does not matter. Last, if there are any, the conclusions.',
    'At most a tenth of the length of the material, and not more than 400 words.',
    FORM,
    IN_ITS_LANGUAGE,
  ].join('\n'),
};
