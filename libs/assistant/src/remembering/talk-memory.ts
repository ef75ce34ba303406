import { Injectable } from '@nestjs/common';
import { summariseTalk } from '@aisha/contracts';
import type { ChatRef } from '@aisha/delivery';
import { Jobs } from '@aisha/platform';
import { type Exchange, KEPT_TOKENS, latestWithin } from './memory-bounds';

/** Sees to it that a talk fits into what the model is shown. */
@Injectable()
export class TalkMemory {
  constructor(private readonly jobs: Jobs) {}

  /** After an answer: has what was said long ago summarised, before it would be left out. */
  async tend({ botId, chatId, memory }: ChatRef & { memory: readonly Exchange[] }): Promise<void> {
    const beyond = memory.length - latestWithin(memory, KEPT_TOKENS);
    if (beyond > 0) await this.jobs.enqueue(summariseTalk, { botId, chatId });
  }
}
