import { Module } from '@nestjs/common';
import { DatabaseModule } from '@aisha/database';
import { JobsModule } from '@aisha/platform';
import { TranscriptsModule } from '../../asking/transcripts.module';
import { DocumentRows } from './document-rows';
import { Documents } from './documents';
import { TextDocuments } from './text-documents';

/** What the dialogue needs of documents about transcripts: no provider, no storage. Needs a global DeliveryModule. */
@Module({
  imports: [DatabaseModule, JobsModule, TranscriptsModule],
  providers: [DocumentRows, Documents, TextDocuments],
  exports: [DocumentRows, Documents, TextDocuments],
})
export class DocumentsModule {}
