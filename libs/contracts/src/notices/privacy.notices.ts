import { z } from 'zod';
import { about, bare } from './notice-shapes';

const count = z.number().int().nonnegative();
/** How much of what was deleted; a kind that older rows do not know counts as none. */
export const deletedCounts = z.object({
  avatars: count.default(0),
  photos: count.default(0),
  pictures: count.default(0),
  recordings: count.default(0),
  questions: count.default(0),
  credits: z.number().int().default(0),
  /** Requests at FAL whose inputs and results were deleted there, and those of which FAL would not. */
  falDeleted: count.default(0),
  falKept: count.default(0),
});
export type DeletedCounts = z.infer<typeof deletedCounts>;

/** These say their language themselves: when they are sent, nobody is known by that chat any more. */
const farewell = { receipt: z.uuid(), language: z.enum(['ru', 'en']) };

/** What is stored of a person. */
export const privacyNotices = [
  bare('privacy'),
  bare('export-started'),
  z.object({ kind: z.literal('export-too-soon'), hours: z.number().int().positive() }),
  z.object({
    kind: z.literal('export-ready'),
    exportId: z.uuid(),
    /** Counts from 1. */
    volume: z.number().int().positive(),
  }),
  about('export-failed', 'exportId'),
  bare('delete-me-request'),
  bare('delete-me-confirmation'),
] as const;
export type PrivacyNotice = z.infer<(typeof privacyNotices)[number]>;

/** Words to somebody who goes, or who is gone. */
export const farewellNotices = [
  z.object({ kind: z.literal('leaving'), ...farewell }),
  z.object({
    kind: z.literal('forgotten'),
    ...farewell,
    requestedAt: z.iso.datetime(),
    counts: deletedCounts,
  }),
] as const;
export type FarewellNotice = z.infer<(typeof farewellNotices)[number]>;
