import { z } from 'zod';
import { about, bare } from './notice-shapes';

/** What is made of transcripts, and text documents that stand in for them. */
export const documentNotices = [
  about('document-started', 'documentId'),
  about('document-ready', 'documentId'),
  about('document-failed', 'documentId'),
  about('document-languages', 'transcriptId'),
  about('document-formats', 'transcriptId'),
  about('document-question-request', 'transcriptId'),
  bare('document-question-left'),
  bare('document-question-invalid'),
  z.object({ kind: z.literal('document-limit'), limit: z.number().int().positive() }),
  about('text-accepted', 'transcriptId'),
  about('text-read', 'transcriptId'),
] as const;
export type DocumentNotice = z.infer<(typeof documentNotices)[number]>;
