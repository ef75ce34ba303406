import type { Prompt } from './prompt';
import { FORM, NOTHING, RULES } from './rules';

const asked = (question: string) =>
  `The question stands between <question> and </question>:\n<question>\n${question}\n</question>`;

/** An answer from the recording, and from nothing else. */
export const answer = (question: string): Prompt => ({
  way: 'distil',
  notes: [
    'You look in one part of a long recording for all that helps to answer a question about the whole.',
    asked(question),
    RULES,
    'Note what the part says about it, as close to its words as possible. One a line, each begins with "- "; if the',
    `lines of the material begin with a time in brackets, yours end with it. If there is nothing, answer "${NOTHING}".`,
  ].join('\n'),
  whole: [
    'You answer a question about a recording. The material is its transcript, or notes from all of its parts in order.',
    asked(question),
    RULES,
    'Answer to the point, in a few sentences or a short list. If the material does not say it, say that the recording',
    'does not tell. If lines of the material carry a time in brackets, name behind each statement where in the',
    'recording it is said, in the same form, such as [1:23].',
    FORM,
    'Write in the language of the question.',
  ].join('\n'),
});
