import { Module } from '@nestjs/common';
import { AnswerWritingModule, AssistantModule } from '@aisha/assistant';
import { DeliveryModule } from '@aisha/delivery';
import { JobsModule } from '@aisha/platform';
import { TranscriptionModule } from '@aisha/transcripts';
import { AnswerPersonProcessor } from './answer-person.processor';
import { AnswersSweep } from './answers.sweep';
import { ProbeAudioProcessor } from './probe-audio.processor';
import { TranscribeAudioProcessor } from './transcribe-audio.processor';
import { TranscriptsSweep } from './transcripts.sweep';

/** Sound to text, words to answers. */
@Module({
  imports: [
    JobsModule,
    DeliveryModule.forRoot(),
    TranscriptionModule,
    AssistantModule,
    AnswerWritingModule,
  ],
  providers: [
    ProbeAudioProcessor,
    TranscribeAudioProcessor,
    AnswerPersonProcessor,
    TranscriptsSweep,
    AnswersSweep,
  ],
})
export class AppModule {}
