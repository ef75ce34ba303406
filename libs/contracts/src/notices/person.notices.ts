import type { z } from 'zod';
import { bare } from './notice-shapes';

/** The person: profile, settings, consent. */
export const personNotices = [bare('profile')] as const;
export type PersonNotice = z.infer<(typeof personNotices)[number]>;
