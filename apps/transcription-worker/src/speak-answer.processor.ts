import { Injectable } from '@nestjs/common';
import { AnswerSpeaker } from '@aisha/assistant';
import { speakAnswer, type SpeakAnswer } from '@aisha/contracts';
import { JobProcessor } from '@aisha/platform';
import { VOICES_AT_A_TIME } from './concurrency';

@Injectable()
export class SpeakAnswerProcessor extends JobProcessor<SpeakAnswer> {
  constructor(private readonly speaker: AnswerSpeaker) {
    super(speakAnswer, VOICES_AT_A_TIME);
  }

  protected handle({ voiceId }: SpeakAnswer, signal: AbortSignal): Promise<void> {
    return this.speaker.speak(voiceId, signal);
  }

  protected override giveUp({ voiceId }: SpeakAnswer, error: Error): Promise<void> {
    return this.speaker.giveUp(voiceId, error);
  }
}
