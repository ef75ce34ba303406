import { Module } from '@nestjs/common';
import { DatabaseModule } from '@aisha/database';
import { JobsModule } from '@aisha/platform';
import { AnswerResults } from '../answering/answer-results';
import { AnswerRows } from '../answering/answer-rows';
import { QuestionPhotos } from '../looking/question-photos';
import { TalkRows } from '../remembering/talk-rows';
import { PartialAnswers } from '../streaming/partial-answers';
import { VoiceRows } from '../speaking/voice-rows';
import { AnswerVoices } from './answer-voices';
import { Assistant } from './assistant';
import { DailyLimits } from './daily-limits';
import { OpenAnswers } from './open-answers';
import { PhotoQuestions } from './photo-questions';
import { TranscriptAnswers } from './transcript-answers';

/** For the worker's side of this lib. */
const SHARED = [
  AnswerResults,
  AnswerRows,
  DailyLimits,
  PartialAnswers,
  QuestionPhotos,
  TalkRows,
  VoiceRows,
];
const VERBS = [AnswerVoices, Assistant, OpenAnswers, PhotoQuestions, TranscriptAnswers];

/** What the dialogue needs of the assistant: no provider. Needs a global DeliveryModule. */
@Module({
  imports: [DatabaseModule, JobsModule],
  providers: [...VERBS, ...SHARED],
  exports: [...VERBS, ...SHARED],
})
export class AssistantModule {}
