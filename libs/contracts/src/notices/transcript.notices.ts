import { z } from 'zod';
import { about } from './notice-shapes';

/** Recordings and what they say. */
export const transcriptNotices = [
  about('transcript-accepted', 'transcriptId'),
  about('transcript-quote', 'transcriptId'),
  about('transcript-paid', 'transcriptId'),
  about('transcript-declined', 'transcriptId'),
  about('transcript-ready', 'transcriptId'),
  about('transcript-failed', 'transcriptId'),
  about('transcript-card', 'transcriptId'),
  z.object({ kind: z.literal('transcripts-list'), page: z.number().int().min(0) }),
  z.object({ kind: z.literal('file-too-big'), limitMb: z.number() }),
] as const;
export type TranscriptNotice = z.infer<(typeof transcriptNotices)[number]>;
