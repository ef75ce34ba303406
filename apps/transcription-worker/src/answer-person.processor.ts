import { Injectable } from '@nestjs/common';
import { AnswerWriter } from '@aisha/assistant';
import { answerPerson, type AnswerPerson } from '@aisha/contracts';
import { JobProcessor } from '@aisha/platform';
import { ANSWERS_AT_A_TIME } from './concurrency';

@Injectable()
export class AnswerPersonProcessor extends JobProcessor<AnswerPerson> {
  constructor(private readonly answers: AnswerWriter) {
    super(answerPerson, ANSWERS_AT_A_TIME);
  }

  protected handle({ answerId }: AnswerPerson, signal: AbortSignal): Promise<void> {
    return this.answers.answer(answerId, signal);
  }

  protected override giveUp({ answerId }: AnswerPerson, error: Error): Promise<void> {
    return this.answers.giveUp(answerId, error);
  }
}
