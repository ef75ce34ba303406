import { createHash } from 'node:crypto';
import type { DocumentFormat, DocumentKind, Transcript } from '@aisha/database';

/** What a person wants made of a transcript of theirs. */
export type DocumentWish =
  | { kind: 'summary' | 'tasks' | 'minutes' | 'official' }
  /** ISO 639-1. */
  | { kind: 'translation'; language: string }
  | { kind: 'answer'; question: string }
  /** @property sourceId the document to make a file of; left out: the transcript itself */
  | { kind: 'file'; format: DocumentFormat; sourceId?: string };

/** Columns of a wish; null where it does not say. */
export interface WishColumns {
  kind: DocumentKind;
  /** Two wishes of one word are the same. */
  wish: string;
  language: string | null;
  format: DocumentFormat | null;
  sourceId: string | null;
  question: string | null;
}

const NOTHING = { language: null, format: null, sourceId: null, question: null };

export function wishColumns(wish: DocumentWish): WishColumns {
  switch (wish.kind) {
    case 'translation': {
      const { kind, language } = wish;
      return { ...NOTHING, kind, language, wish: `translation-${language}` };
    }
    case 'answer': {
      const { kind, question } = wish;
      return { ...NOTHING, kind, question, wish: `answer-${digest(question)}` };
    }
    case 'file': {
      const { kind, format, sourceId = null } = wish;
      return {
        ...NOTHING,
        kind,
        format,
        sourceId,
        wish: ['file', format, sourceId ?? []].flat().join('-'),
      };
    }
    default:
      return { ...NOTHING, kind: wish.kind, wish: wish.kind };
  }
}

/** Subtitles need to know when something was said. */
export const hasTimes = ({ segments }: Pick<Transcript, 'segments'>): boolean =>
  (segments?.length ?? 0) > 0;

/** The same words, however they are spaced and written large. */
const digest = (question: string): string =>
  createHash('sha256')
    .update(question.trim().replace(/\s+/g, ' ').toLowerCase())
    .digest('hex')
    .slice(0, 32);
