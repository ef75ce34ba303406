import { Injectable } from '@nestjs/common';
import { TalkSummaries } from '@aisha/assistant';
import { summariseTalk, type SummariseTalk } from '@aisha/contracts';
import { JobProcessor } from '@aisha/platform';
import { SUMMARIES_AT_A_TIME } from './concurrency';

@Injectable()
export class SummariseTalkProcessor extends JobProcessor<SummariseTalk> {
  constructor(private readonly summaries: TalkSummaries) {
    super(summariseTalk, SUMMARIES_AT_A_TIME);
  }

  protected handle(chat: SummariseTalk, signal: AbortSignal): Promise<void> {
    return this.summaries.write(chat, signal);
  }
}
