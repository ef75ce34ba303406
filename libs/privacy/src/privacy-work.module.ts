import { Module } from '@nestjs/common';
import { AccountsModule } from '@aisha/accounts';
import { DatabaseModule } from '@aisha/database';
import { FalModule, StorageModule } from '@aisha/integrations';
import { ExportPacking } from './exporting/export-packing';
import { ExportVolumes } from './exporting/export-volumes';
import { ChatTraces } from './forgetting/chat-traces';
import { DeletionLog } from './forgetting/deletion-log';
import { Erasure } from './forgetting/erasure';
import { FalTraces } from './forgetting/fal-traces';
import { ForgettingClosing } from './forgetting/forgetting-closing';
import { ForgettingSaga } from './forgetting/forgetting.saga';
import { ObjectTraces } from './forgetting/object-traces';
import { Outside } from './forgetting/outside';
import { PrivacyModule } from './privacy.module';

/** Packing and deleting what is stored of people; needs `falEnv` and `storageEnv`. */
@Module({
  imports: [DatabaseModule, AccountsModule, PrivacyModule, FalModule, StorageModule],
  providers: [
    ChatTraces,
    DeletionLog,
    Erasure,
    ExportPacking,
    ExportVolumes,
    FalTraces,
    ForgettingClosing,
    ForgettingSaga,
    ObjectTraces,
    Outside,
  ],
  exports: [DeletionLog, ExportPacking, ForgettingClosing, ForgettingSaga, PrivacyModule],
})
export class PrivacyWorkModule {}
