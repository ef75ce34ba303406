import { Module } from '@nestjs/common';
import { DatabaseModule } from '@aisha/database';
import { JobsModule } from '@aisha/platform';
import { ExportSweep } from './exporting/export.sweep';
import { ForgettingReplaySweep } from './forgetting/forgetting-replay.sweep';
import { ForgettingSweep } from './forgetting/forgetting.sweep';
import { PrivacyWorkModule } from './privacy-work.module';

/** Finds what nobody works on. Runs wherever it is imported; several replicas do no harm. */
@Module({
  imports: [DatabaseModule, JobsModule, PrivacyWorkModule],
  providers: [ExportSweep, ForgettingReplaySweep, ForgettingSweep],
})
export class PrivacySweepsModule {}
