export { type AcceptOutcome } from './asking/transcript-quotes';
export { type TranscriptRequest } from './asking/transcript-intake';
export { textFileKey } from './asking/transcript-changes';
export { type TranscriptPage } from './asking/transcript-history';
export { type TranscriptLine } from './asking/transcript-lines';
export { type FoundPage, type FoundTranscript, MARKS, MAX_FOUND } from './asking/transcript-search';
export { Transcripts } from './asking/transcripts';
export { TranscriptsModule } from './asking/transcripts.module';
export { type DocumentBlock, documentBlocks } from './documents/document-blocks';
export { Documents, DOCUMENTS_A_DAY, type DocumentRequested } from './documents/asking/documents';
export { type DocumentWish, hasTimes } from './documents/asking/document-wish';
export { DocumentsModule } from './documents/asking/documents.module';
export { type TextDocumentRequest, TextDocuments } from './documents/asking/text-documents';
export { DocumentUpkeep } from './documents/writing/document-upkeep';
export { DocumentWriter } from './documents/writing/document-writer';
export { DocumentWritingModule } from './documents/writing/document-writing.module';
export { mediaEnv, type MediaConfig } from './media/media.env';
export { AudioProbe } from './working/audio-probe';
export { PieceHearing } from './working/piece-hearing';
export { RecordingCutter } from './working/recording-cutter';
export { Transcription } from './working/transcription';
export { TranscriptionModule } from './working/transcription.module';
export { TranscriptUpkeep } from './working/transcript-upkeep';
// What these verbs speak of, for apps: they do not name the database.
export type {
  AudioSource,
  DocumentFormat,
  DocumentKind,
  Transcript,
  TranscriptDocument,
  TranscriptFailure,
  TranscriptStatus,
} from '@aisha/database';
