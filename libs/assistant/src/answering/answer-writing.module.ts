import { Module } from '@nestjs/common';
import { UsageModule } from '@aisha/accounts';
import { DatabaseModule } from '@aisha/database';
import { OpenAiModule, StorageModule } from '@aisha/integrations';
import { JobsModule } from '@aisha/platform';
import { AssistantModule } from '../asking/assistant.module';
import { QuestionViews } from '../looking/question-views';
import { TalkMemory } from '../remembering/talk-memory';
import { TalkSummaries } from '../remembering/talk-summaries';
import { AnswerSpeaker } from '../speaking/answer-speaker';
import { VoiceResults } from '../speaking/voice-results';
import { VoiceUpkeep } from '../speaking/voice-upkeep';
import { LiveWriting } from '../streaming/live-writing';
import { SettledWatch } from '../streaming/settled-watch';
import { AnswerUpkeep } from './answer-upkeep';
import { AnswerWriter } from './answer-writer';

/** What a worker does for the assistant. Its config holds `openaiEnv` and `storageEnv`; needs a global DeliveryModule. */
@Module({
  imports: [DatabaseModule, JobsModule, OpenAiModule, StorageModule, UsageModule, AssistantModule],
  providers: [
    AnswerUpkeep,
    AnswerWriter,
    LiveWriting,
    QuestionViews,
    SettledWatch,
    TalkMemory,
    TalkSummaries,
    AnswerSpeaker,
    VoiceResults,
    VoiceUpkeep,
  ],
  exports: [AnswerSpeaker, AnswerUpkeep, AnswerWriter, TalkSummaries, VoiceUpkeep],
})
export class AnswerWritingModule {}
