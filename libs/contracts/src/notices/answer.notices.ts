import type { z } from 'zod';
import { about } from './notice-shapes';

/** What the assistant has to say. */
export const answerNotices = [
  about('answer-ready', 'answerId'),
  about('answer-failed', 'answerId'),
] as const;
export type AnswerNotice = z.infer<(typeof answerNotices)[number]>;
