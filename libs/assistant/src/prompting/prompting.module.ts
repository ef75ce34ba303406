import { Module } from '@nestjs/common';
import { DatabaseModule } from '@aisha/database';
import { JobsModule } from '@aisha/platform';
import { PromptResults } from './prompt-results';
import { Prompts } from './prompts';

/** Words for pictures as people ask for them: no provider. Needs a global DeliveryModule. */
@Module({
  imports: [DatabaseModule, JobsModule],
  providers: [PromptResults, Prompts],
  exports: [Prompts],
})
export class PromptingModule {}
