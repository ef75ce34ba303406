import { Module } from '@nestjs/common';
import { UsageModule } from '@aisha/accounts';
import { DatabaseModule } from '@aisha/database';
import { OpenAiModule, StorageModule } from '@aisha/integrations';
import { JobsModule } from '@aisha/platform';
import { TranscriptsModule } from '../../asking/transcripts.module';
import { DocumentsModule } from '../asking/documents.module';
import { DocumentFiles } from '../files/document-files';
import { DocumentComposer } from './document-composer';
import { DocumentModel } from './document-model';
import { DocumentParts } from './document-parts';
import { DocumentResults } from './document-results';
import { DocumentUpkeep } from './document-upkeep';
import { DocumentWriter } from './document-writer';

/** What a worker does for documents. Its config holds `openaiEnv` and `storageEnv`; needs a global DeliveryModule. */
@Module({
  imports: [
    DatabaseModule,
    DocumentsModule,
    JobsModule,
    OpenAiModule,
    StorageModule,
    TranscriptsModule,
    UsageModule,
  ],
  providers: [
    DocumentComposer,
    DocumentFiles,
    DocumentModel,
    DocumentParts,
    DocumentResults,
    DocumentUpkeep,
    DocumentWriter,
  ],
  exports: [DocumentUpkeep, DocumentWriter],
})
export class DocumentWritingModule {}
