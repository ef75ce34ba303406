import { type ActionOf, oneOf, uuid } from '../action-codec';

/** What a model writes about a transcript without being asked anything else. */
export const WRITTEN_KINDS = ['summary', 'tasks', 'minutes', 'official'] as const;
export type WrittenKind = (typeof WRITTEN_KINDS)[number];

/** Languages that transcripts are translated into (ISO 639-1): of those with many people here, the ones that our PDF font has. */
export const TRANSLATIONS = [
  'ru',
  'en',
  'uk',
  'kk',
  'uz',
  'de',
  'fr',
  'es',
  'it',
  'pt',
  'tr',
  'pl',
] as const;
export type TranslationLanguage = (typeof TRANSLATIONS)[number];

/** Files that a transcript is taken along as. */
export const FILE_FORMATS = ['txt', 'docx', 'pdf', 'srt', 'vtt'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];
/** Files of what a model wrote: it has no times. */
export const TEXT_FORMATS = ['docx', 'pdf', 'txt'] as const;

export const DOCUMENT_ACTIONS = {
  'doc-write': { kind: oneOf(WRITTEN_KINDS), transcriptId: uuid },
  'doc-languages': { transcriptId: uuid },
  'doc-translate': { language: oneOf(TRANSLATIONS), transcriptId: uuid },
  'doc-ask': { transcriptId: uuid },
  'doc-leave': {},
  'doc-formats': { transcriptId: uuid },
  'doc-file': { format: oneOf(FILE_FORMATS), transcriptId: uuid },
  /** The same of a document that was written. */
  'doc-as': { format: oneOf(TEXT_FORMATS), documentId: uuid },
};
export type DocumentAction = ActionOf<typeof DOCUMENT_ACTIONS>;
