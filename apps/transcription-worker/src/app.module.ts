import { Module } from '@nestjs/common';
import { AnswerWritingModule, AssistantModule, PromptWritingModule } from '@aisha/assistant';
import { PromptedOrdersModule } from '@aisha/avatars';
import { DeliveryModule } from '@aisha/delivery';
import { OpenAiBreakerModule, OpenAiModelWatchModule } from '@aisha/integrations';
import { JobsModule } from '@aisha/platform';
import { DocumentWritingModule, TranscriptionModule } from '@aisha/transcripts';
import { AnswerPersonProcessor } from './answer-person.processor';
import { AnswersSweep } from './answers.sweep';
import { DocumentsSweep } from './documents.sweep';
import { CutRecordingProcessor } from './cut-recording.processor';
import { ProbeAudioProcessor } from './probe-audio.processor';
import { PromptSettlement } from './prompt-settlement';
import { PromptsSweep } from './prompts.sweep';
import { SpeakAnswerProcessor } from './speak-answer.processor';
import { SummariseTalkProcessor } from './summarise-talk.processor';
import { TranscribeAudioProcessor } from './transcribe-audio.processor';
import { TranscribePieceProcessor } from './transcribe-piece.processor';
import { TranscriptsSweep } from './transcripts.sweep';
import { WriteDocumentProcessor } from './write-document.processor';
import { WritePromptProcessor } from './write-prompt.processor';

/** Sound to text, words to answers, words and photos to words for pictures. */
@Module({
  imports: [
    JobsModule,
    DeliveryModule.forRoot(),
    OpenAiBreakerModule,
    OpenAiModelWatchModule,
    TranscriptionModule,
    DocumentWritingModule,
    AssistantModule,
    AnswerWritingModule,
    PromptWritingModule,
    PromptedOrdersModule,
  ],
  providers: [
    ProbeAudioProcessor,
    TranscribeAudioProcessor,
    CutRecordingProcessor,
    TranscribePieceProcessor,
    AnswerPersonProcessor,
    SummariseTalkProcessor,
    SpeakAnswerProcessor,
    TranscriptsSweep,
    AnswersSweep,
    PromptSettlement,
    PromptsSweep,
    WritePromptProcessor,
    WriteDocumentProcessor,
    DocumentsSweep,
  ],
})
export class AppModule {}
