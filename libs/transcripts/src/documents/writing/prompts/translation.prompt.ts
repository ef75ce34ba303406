import type { Prompt } from './prompt';
import { RULES } from './rules';

const NAMES = new Intl.DisplayNames('en', { type: 'language' });

/** The whole in another language. @param language ISO 639-1 */
export const translation = (language: string): Prompt => ({
  way: 'rewrite',
  part: [
    `You translate the transcript of a recording into ${NAMES.of(language)}, one part of it.`,
    'Your text follows that of the part before.',
    RULES,
    'Translate everything, sentence by sentence, faithfully and in natural language; leave nothing out and add nothing.',
    'Keep paragraphs. Keep names and letters of speakers at the beginning of lines. What is in that language already',
    'stays as it is. Plain text without any markup.',
  ].join('\n'),
});
