import { z } from 'zod';

/** How far a long recording has been heard. */
export const speechNotices = [
  z.object({
    kind: z.literal('transcript-progress'),
    transcriptId: z.uuid(),
    percent: z.number().int().min(0).max(100),
  }),
] as const;
export type SpeechNotice = z.infer<(typeof speechNotices)[number]>;
