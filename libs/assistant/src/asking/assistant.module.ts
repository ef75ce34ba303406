import { Module } from '@nestjs/common';
import { DatabaseModule } from '@aisha/database';
import { JobsModule } from '@aisha/platform';
import { AnswerResults } from '../answering/answer-results';
import { AnswerRows } from '../answering/answer-rows';
import { TalkRows } from '../remembering/talk-rows';
import { PartialAnswers } from '../streaming/partial-answers';
import { Assistant } from './assistant';
import { OpenAnswers } from './open-answers';
import { TranscriptAnswers } from './transcript-answers';

/** What the dialogue needs of the assistant: no provider. Needs a global DeliveryModule. */
@Module({
  imports: [DatabaseModule, JobsModule],
  providers: [Assistant, OpenAnswers, AnswerResults, AnswerRows, PartialAnswers, TalkRows, TranscriptAnswers],
  // The rows for the worker's side of this lib.
  exports: [Assistant, OpenAnswers, AnswerResults, AnswerRows, PartialAnswers, TalkRows, TranscriptAnswers],
})
export class AssistantModule {}
