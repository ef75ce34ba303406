import { Injectable } from '@nestjs/common';
import { PromptWriter } from '@aisha/assistant';
import { writePrompt, type WritePrompt } from '@aisha/contracts';
import { JobProcessor } from '@aisha/platform';
import { PROMPTS_AT_A_TIME } from './concurrency';
import { PromptSettlement } from './prompt-settlement';

@Injectable()
export class WritePromptProcessor extends JobProcessor<WritePrompt> {
  constructor(
    private readonly prompts: PromptWriter,
    private readonly settlement: PromptSettlement,
  ) {
    super(writePrompt, PROMPTS_AT_A_TIME);
  }

  protected handle({ promptId }: WritePrompt, signal: AbortSignal): Promise<void> {
    return this.prompts.write(promptId, this.settlement.settle, signal);
  }

  protected override giveUp({ promptId }: WritePrompt, error: Error): Promise<void> {
    return this.prompts.giveUp(promptId, this.settlement.settle, error);
  }
}
