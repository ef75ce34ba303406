import type { FileFormat, TranslationLanguage, WrittenKind } from '../actions/document.actions';
import type { AnnouncedFile } from '../input';

/** What is to be done about documents: what is made of transcripts, and texts that stand in for them. */
export type DocumentIntent =
  | { do: 'read-text'; file: AnnouncedFile }
  | { do: 'write-document'; kind: WrittenKind; transcriptId: string }
  | { do: 'translate-transcript'; language: TranslationLanguage; transcriptId: string }
  | { do: 'ask-transcript'; question: string; transcriptId: string }
  | { do: 'make-file'; format: FileFormat; transcriptId: string }
  | { do: 'make-file-of'; format: FileFormat; documentId: string }
  | { do: 'offer-languages' | 'offer-formats' | 'begin-questions'; transcriptId: string };
