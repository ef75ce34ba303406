import { Module } from '@nestjs/common';
import { DatabaseModule } from '@aisha/database';
import { JobsModule } from '@aisha/platform';
import { FalCallbacks } from './fal-callbacks';

/** Callbacks for a process that has neither FAL's key nor the storage's; it needs `callbackEnv`. */
@Module({
  imports: [DatabaseModule, JobsModule],
  providers: [FalCallbacks],
  exports: [FalCallbacks],
})
export class FalCallbacksModule {}
