import { z } from 'zod';
import { about, bare } from './notice-shapes';

/** What the assistant has to say. */
export const answerNotices = [
  about('answer-ready', 'answerId'),
  about('answer-failed', 'answerId'),
  /** It takes a while: shown with a button that ends it. */
  about('answer-writing', 'answerId'),
  about('answer-delayed', 'answerId'),
  about('answer-voice', 'voiceId'),
  about('answer-voice-failed', 'voiceId'),
  bare('nothing-to-stop'),
  bare('talk-renewed'),
  bare('personas'),
  bare('question-photos-many'),
  z.object({
    kind: z.literal('daily-limit'),
    what: z.enum(['answers', 'photos', 'voices']),
    limit: z.number().int(),
  }),
] as const;
export type AnswerNotice = z.infer<(typeof answerNotices)[number]>;
