import { Module } from '@nestjs/common';
import { AccountsModule } from '@aisha/accounts';
import { DatabaseModule } from '@aisha/database';
import { JobsModule } from '@aisha/platform';
import { TranscriptChanges } from './transcript-changes';
import { TranscriptFailures } from './transcript-failures';
import { TranscriptHistory } from './transcript-history';
import { TranscriptIntake } from './transcript-intake';
import { TranscriptRepeats } from './transcript-repeats';
import { TranscriptSearch } from './transcript-search';
import { TranscriptWaiting } from './transcript-waiting';
import { QuotedWork } from './quoted-work';
import { TranscriptQuotes } from './transcript-quotes';
import { TranscriptRows } from './transcript-rows';
import { Transcripts } from './transcripts';

/** What the dialogue needs of transcripts: no provider, no storage, no ffmpeg. Needs a global DeliveryModule. */
@Module({
  imports: [AccountsModule, DatabaseModule, JobsModule],
  providers: [
    Transcripts,
    TranscriptChanges,
    TranscriptFailures,
    TranscriptHistory,
    TranscriptRepeats,
    TranscriptSearch,
    TranscriptWaiting,
    TranscriptIntake,
    TranscriptQuotes,
    TranscriptRows,
    QuotedWork,
  ],
  exports: [Transcripts, TranscriptFailures, TranscriptQuotes, TranscriptRows, TranscriptWaiting],
})
export class TranscriptsModule {}
