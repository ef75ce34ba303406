import { Module } from '@nestjs/common';
import { UsageModule } from '@aisha/accounts';
import { DatabaseModule } from '@aisha/database';
import { OpenAiModule, StorageModule } from '@aisha/integrations';
import { JobsModule } from '@aisha/platform';
import { PromptResults } from './prompt-results';
import { PromptUpkeep } from './prompt-upkeep';
import { PromptWriter } from './prompt-writer';

/** What a worker does for words of pictures. Its config holds `openaiEnv` and `storageEnv`; needs a global DeliveryModule. */
@Module({
  imports: [DatabaseModule, JobsModule, OpenAiModule, StorageModule, UsageModule],
  providers: [PromptResults, PromptUpkeep, PromptWriter],
  exports: [PromptUpkeep, PromptWriter],
})
export class PromptWritingModule {}
