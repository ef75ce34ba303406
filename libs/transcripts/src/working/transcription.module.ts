import { Module } from '@nestjs/common';
import { AccountsModule } from '@aisha/accounts';
import { DatabaseModule } from '@aisha/database';
import { OpenAiModule, StorageModule } from '@aisha/integrations';
import { JobsModule } from '@aisha/platform';
import { TranscriptsModule } from '../asking/transcripts.module';
import { TextReader } from '../documents/reading/text-reader';
import { AudioDecoder } from '../media/audio-decoder';
import { Ffmpeg } from '../media/ffmpeg';
import { Scratch } from '../media/scratch';
import { AudioProbe } from './audio-probe';
import { Hearing } from './hearing';
import { LongRecordings } from './long-recordings';
import { MeasuredAudio } from './measured-audio';
import { PieceHearing } from './piece-hearing';
import { PieceRows } from './piece-rows';
import { PieceStore } from './piece-store';
import { RecordingCutter } from './recording-cutter';
import { Recordings } from './recordings';
import { SpeechToText } from './speech-to-text';
import { TranscriptDelivery } from './transcript-delivery';
import { TranscriptUpkeep } from './transcript-upkeep';
import { Transcription } from './transcription';
import { TranscriptionHealth } from './transcription-health';

/** What a worker does with transcripts. Its config holds `mediaEnv`, `openaiEnv` and `storageEnv`. */
@Module({
  imports: [
    AccountsModule,
    DatabaseModule,
    JobsModule,
    OpenAiModule,
    StorageModule,
    TranscriptsModule,
  ],
  providers: [
    AudioDecoder,
    AudioProbe,
    Ffmpeg,
    Hearing,
    LongRecordings,
    MeasuredAudio,
    PieceHearing,
    PieceRows,
    PieceStore,
    RecordingCutter,
    Recordings,
    Scratch,
    SpeechToText,
    TextReader,
    TranscriptDelivery,
    TranscriptUpkeep,
    Transcription,
    TranscriptionHealth,
  ],
  exports: [AudioProbe, PieceHearing, RecordingCutter, Transcription, TranscriptUpkeep],
})
export class TranscriptionModule {}
