import { z } from 'zod';
import { transcriptView } from '../transcript-view';
import { about, bare } from './notice-shapes';

/** Recordings and what they say. */
export const transcriptNotices = [
  about('transcript-accepted', 'transcriptId'),
  about('transcript-quote', 'transcriptId'),
  about('transcript-paid', 'transcriptId'),
  about('transcript-declined', 'transcriptId'),
  /** The price was named and nobody answered. */
  about('transcript-lapsed', 'transcriptId'),
  /** The provider is away; it goes on by itself. */
  about('transcript-waiting', 'transcriptId'),
  about('transcript-ready', 'transcriptId'),
  /** The person wants the answer only, which follows. */
  about('transcript-heard', 'transcriptId'),
  /** They sent the same recording before: this is its text. */
  about('transcript-repeated', 'transcriptId'),
  /** The text because they asked for it. */
  about('transcript-text', 'transcriptId'),
  about('transcript-audio', 'transcriptId'),
  about('transcript-failed', 'transcriptId'),
  about('transcript-card', 'transcriptId'),
  about('transcript-rename-request', 'transcriptId'),
  bare('transcript-rename-invalid'),
  about('transcript-delete-request', 'transcriptId'),
  bare('transcript-modes'),
  z.object({ kind: z.literal('transcripts-list'), ...transcriptView.shape }),
  bare('transcripts-search-request'),
  bare('transcripts-search-invalid'),
  z.object({ kind: z.literal('file-too-big'), limitMb: z.number() }),
] as const;
export type TranscriptNotice = z.infer<(typeof transcriptNotices)[number]>;
