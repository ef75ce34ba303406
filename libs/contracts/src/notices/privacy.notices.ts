import type { z } from 'zod';
import { bare } from './notice-shapes';

/** What is stored of a person. */
export const privacyNotices = [bare('privacy')] as const;
export type PrivacyNotice = z.infer<(typeof privacyNotices)[number]>;
