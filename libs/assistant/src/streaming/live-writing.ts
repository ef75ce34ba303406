import { Injectable } from '@nestjs/common';
import { followAnswer } from '@aisha/contracts';
import { type ChatMessage, type ChatReply, OpenAiClient } from '@aisha/integrations';
import { Jobs } from '@aisha/platform';
import { GrowingText } from './growing-text';
import { PartialAnswers } from './partial-answers';
import { AnswerSettled, SettledWatch } from './settled-watch';

/** Thinking included. Three Telegram messages of text at most. */
const MAX_TOKENS = 4_000;
/** An answer that is quicker is there before anybody could show how it grows. */
const FOLLOW_AFTER_MS = 400;
/** Four thousand tokens of a slow model; the client ends a silence before. */
const LONGEST_MS = 180_000;

/** Has the model write an answer so that others can read along, and stop it. */
@Injectable()
export class LiveWriting {
  constructor(
    private readonly openai: OpenAiClient,
    private readonly partials: PartialAnswers,
    private readonly watch: SettledWatch,
    private readonly jobs: Jobs,
  ) {}

  /**
   * @returns undefined when the answer was settled meanwhile
   * @throws ProviderFailure, the reason of `signal`
   */
  async write(
    answerId: string,
    messages: readonly ChatMessage[],
    signal?: AbortSignal,
  ): Promise<ChatReply | undefined> {
    const settled = this.watch.over(answerId);
    const text = new GrowingText(this.partials, answerId);
    const followed = setTimeout(() => void this.follow(answerId), FOLLOW_AFTER_MS);
    const ends = [settled.signal, AbortSignal.timeout(LONGEST_MS), ...(signal ? [signal] : [])];
    try {
      return await this.openai.chatStream(messages, {
        maxTokens: MAX_TOKENS,
        signal: AbortSignal.any(ends),
        onText: (piece) => text.add(piece),
      });
    } catch (error) {
      if (error instanceof AnswerSettled) return undefined;
      throw error;
    } finally {
      clearTimeout(followed);
      settled.end();
      await text.end();
    }
  }

  private follow(answerId: string): Promise<void> {
    return this.jobs.enqueue(followAnswer, { answerId });
  }
}
