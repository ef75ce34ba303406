import { Module } from '@nestjs/common';
import { DatabaseModule } from '@aisha/database';
import { OpenAiModule } from '@aisha/integrations';
import { JobsModule } from '@aisha/platform';
import { AnswerResults } from './answer-results';
import { AnswerRows } from './answer-rows';
import { AnswerUpkeep } from './answer-upkeep';
import { AnswerWriter } from './answer-writer';

/** What a worker does for the assistant. Its config holds `openaiEnv`; needs a global DeliveryModule. */
@Module({
  imports: [DatabaseModule, JobsModule, OpenAiModule],
  providers: [AnswerResults, AnswerRows, AnswerUpkeep, AnswerWriter],
  exports: [AnswerUpkeep, AnswerWriter],
})
export class AnswerWritingModule {}
