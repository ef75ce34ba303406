import { z } from 'zod';
import { bare } from './notice-shapes';

const PROMO_OUTCOMES = [
  'credited',
  'bonus',
  'discount',
  'unknown',
  'inactive',
  'not-yet',
  'expired',
  'already-used',
  'used-up',
  'too-many-tries',
] as const;
const credits = z.number().int();

/** The person: profile, settings, invitations, promo codes. */
export const personNotices = [
  bare('profile'),
  bare('promo-request'),
  z.object({
    kind: z.literal('promo-result'),
    outcome: z.enum(PROMO_OUTCOMES),
    /** Credits, per cent, or minutes to wait: what the outcome is about. */
    amount: z.number().int().default(0),
    /** Callback data of the button that leads back to what the person was doing. */
    back: z.string().optional(),
  }),
  bare('invitation'),
  z.object({ kind: z.literal('invitation-accepted'), credits }),
  z.object({ kind: z.literal('inviter-rewarded'), credits }),
] as const;
export type PersonNotice = z.infer<(typeof personNotices)[number]>;

/** What a person chooses for themselves. */
export const settingsNotices = [
  bare('settings'),
  bare('time-zones'),
  bare('speech-languages'),
] as const;
export type SettingsNotice = z.infer<(typeof settingsNotices)[number]>;
