import type { Prompt } from './prompt';
import { FORM, IN_ITS_LANGUAGE, RULES } from './rules';

/** The full text as one hands it on: clean, with topics and speakers. */
export const OFFICIAL: Prompt = {
  way: 'rewrite',
  part: [
    'You make the official transcript of a recording of one part of it. Your text follows that of the part before.',
    RULES,
    'Keep everything that was said, in its order and in the words of the speakers: you do not summarise or shorten.',
    'Take away only fillers, false starts and immediate repetitions; correct punctuation, capital letters, and words',
    'that were plainly misheard. Make paragraphs. Where a new topic begins, put a heading that names it.',
    'Where lines begin with the name or letter of a speaker and a colon, each paragraph begins in the same way.',
    FORM,
    IN_ITS_LANGUAGE,
  ].join('\n'),
};
