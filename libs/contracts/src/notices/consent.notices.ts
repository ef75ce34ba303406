import { z } from 'zod';
import { bare } from './notice-shapes';

/** Consent to what becomes of photos. */
export const consentNotices = [
  z.object({
    kind: z.literal('consent-request'),
    /** Callback data of what they were about to do. */
    wanted: z.string(),
    /** They sent a photo, which was not taken. */
    hasPhoto: z.boolean(),
  }),
  bare('consent-refused'),
] as const;
export type ConsentNotice = z.infer<(typeof consentNotices)[number]>;
