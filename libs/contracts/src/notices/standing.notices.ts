import { z } from 'zod';
import { about, bare } from './notice-shapes';

/** What people are told that comes from operators: news, gifts, bans. */
export const standingNotices = [
  about('news', 'broadcastId'),
  bare('news-off'),
  z.object({ kind: z.literal('credits-granted'), amount: z.number().int().positive() }),
  bare('banned'),
  bare('ban-lifted'),
] as const;
export type StandingNotice = z.infer<(typeof standingNotices)[number]>;
