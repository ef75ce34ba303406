export { type AcceptOutcome } from './asking/transcript-quotes';
export { type TranscriptRequest } from './asking/transcript-intake';
export { textFileKey } from './asking/transcript-changes';
export { type TranscriptPage } from './asking/transcript-history';
export { type TranscriptLine } from './asking/transcript-lines';
export { type FoundPage, type FoundTranscript, MARKS, MAX_FOUND } from './asking/transcript-search';
export { Transcripts } from './asking/transcripts';
export { TranscriptsModule } from './asking/transcripts.module';
export { mediaEnv, type MediaConfig } from './media/media.env';
export { AudioProbe } from './working/audio-probe';
export { Transcription } from './working/transcription';
export { TranscriptionModule } from './working/transcription.module';
export { TranscriptUpkeep } from './working/transcript-upkeep';
// What these verbs speak of, for apps: they do not name the database.
export type { AudioSource, Transcript, TranscriptFailure, TranscriptStatus } from '@aisha/database';
