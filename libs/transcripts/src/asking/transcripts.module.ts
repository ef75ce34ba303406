import { Module } from '@nestjs/common';
import { AccountsModule } from '@aisha/accounts';
import { DatabaseModule } from '@aisha/database';
import { JobsModule } from '@aisha/platform';
import { TranscriptFailures } from './transcript-failures';
import { TranscriptIntake } from './transcript-intake';
import { QuotedWork } from './quoted-work';
import { TranscriptQuotes } from './transcript-quotes';
import { TranscriptRows } from './transcript-rows';
import { Transcripts } from './transcripts';

/** What the dialogue needs of transcripts: no provider, no storage, no ffmpeg. Needs a global DeliveryModule. */
@Module({
  imports: [AccountsModule, DatabaseModule, JobsModule],
  providers: [
    Transcripts,
    TranscriptFailures,
    TranscriptIntake,
    TranscriptQuotes,
    TranscriptRows,
    QuotedWork,
  ],
  exports: [Transcripts, TranscriptFailures, TranscriptQuotes, TranscriptRows],
})
export class TranscriptsModule {}
