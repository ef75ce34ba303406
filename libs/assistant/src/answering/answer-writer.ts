import { Injectable, Logger } from '@nestjs/common';
import { type FailureKind, OpenAiClient, ProviderFailure } from '@aisha/integrations';
import { AnswerResults } from './answer-results';
import { AnswerRows } from './answer-rows';
import { promptFor } from './conversation-prompt';

/** Thinking included. Three Telegram messages of text at most. */
const MAX_TOKENS = 4_000;

/** Nothing is wrong with the question: the provider rests, or its operator has to pay or to mend a key. */
const PASSES: readonly FailureKind[] = ['unavailable', 'rate-limited', 'balance', 'unauthorized'];

/** Worker: words to an answer. */
@Injectable()
export class AnswerWriter {
  private readonly logger = new Logger(AnswerWriter.name);

  constructor(
    private readonly rows: AnswerRows,
    private readonly openai: OpenAiClient,
    private readonly results: AnswerResults,
  ) {}

  /**
   * Answers a question, once however often it runs. A question that has an earlier one before it in its chat is left
   * alone: its turn comes when that one is settled.
   * @throws to be tried again
   */
  async answer(answerId: string, signal?: AbortSignal): Promise<void> {
    const question = await this.rows.open(answerId);
    if (!question || question.mustWait) return;
    const { text } = await this.openai.chat(promptFor(question), { maxTokens: MAX_TOKENS, signal });
    if (text.trim() === '') await this.results.failed(answerId);
    else await this.results.ready(answerId, text.trim());
  }

  /** No try is left: the answer fails, or waits for better times under its bound. */
  async giveUp(answerId: string, error: unknown): Promise<void> {
    const waits = error instanceof ProviderFailure && PASSES.includes(error.kind);
    if (waits) this.logger.error({ msg: 'answer waits', answerId, error });
    else await this.results.failed(answerId);
  }
}
