import { z } from 'zod';
import { bare } from './notice-shapes';

/** Menus and the dialogue. */
export const menuNotices = [
  bare('welcome'),
  bare('main-menu'),
  bare('help'),
  bare('limits'),
  bare('cancelled'),
  bare('nothing-to-cancel'),
  bare('went-wrong'),
  bare('unknown-command'),
  z.object({ kind: z.literal('too-fast'), seconds: z.number().int().positive() }),
  z.object({ kind: z.literal('unsupported'), what: z.string() }),
  bare('text-too-long'),
] as const;
export type MenuNotice = z.infer<(typeof menuNotices)[number]>;
