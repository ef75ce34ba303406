import { z } from 'zod';
import { about, bare } from './notice-shapes';

/** Menus, the dialogue and the assistant. */
export const menuNotices = [
  bare('welcome'),
  bare('main-menu'),
  bare('help'),
  bare('cancelled'),
  bare('nothing-to-cancel'),
  bare('went-wrong'),
  bare('unknown-command'),
  z.object({ kind: z.literal('too-fast'), seconds: z.number().int().positive() }),
  z.object({ kind: z.literal('unsupported'), what: z.string() }),
  about('answer-ready', 'answerId'),
  about('answer-failed', 'answerId'),
  bare('text-too-long'),
] as const;
export type MenuNotice = z.infer<(typeof menuNotices)[number]>;
