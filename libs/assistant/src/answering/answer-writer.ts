import { Injectable, Logger } from '@nestjs/common';
import { Usage } from '@aisha/accounts';
import type { AnswerFailure } from '@aisha/database';
import { type ChatReply, type FailureKind, ProviderFailure } from '@aisha/integrations';
import { QuestionViews } from '../looking/question-views';
import { NoPhoto } from '../prompting/photo-view';
import { LiveWriting } from '../streaming/live-writing';
import { TalkMemory } from '../remembering/talk-memory';
import { AnswerResults } from './answer-results';
import { AnswerRows } from './answer-rows';
import { promptFor } from './conversation-prompt';

/** Nothing is wrong with the question: the provider rests, or its operator has to pay or to mend a key. */
const PASSES: readonly FailureKind[] = ['unavailable', 'rate-limited', 'balance', 'unauthorized'];
/** Between rounds of tries while the provider is away, unless it names a time itself. */
const REST_MS = 10_000;
/** A provider that asks for more is asked before all the same: the patience with a question has an end. */
const LONGEST_REST_MS = 5 * 60_000;

/** Worker: words to an answer. */
@Injectable()
export class AnswerWriter {
  private readonly logger = new Logger(AnswerWriter.name);

  constructor(
    private readonly rows: AnswerRows,
    private readonly writing: LiveWriting,
    private readonly results: AnswerResults,
    private readonly memory: TalkMemory,
    private readonly views: QuestionViews,
    private readonly usage: Usage,
  ) {}

  /**
   * Answers a question, once however often it runs. A question that has an earlier one before it in its chat is left
   * alone: its turn comes when that one is settled.
   * @throws to be tried again
   */
  async answer(answerId: string, signal?: AbortSignal): Promise<void> {
    const question = await this.rows.open(answerId);
    if (!question || question.mustWait) return;
    const images = question.hasPhotos ? await this.views.of(answerId, signal) : [];
    if (!images) return; // the last of them brings the question back
    const reply = await this.writing.write(answerId, promptFor({ ...question, images }), signal);
    if (!reply) return;
    await this.deliver(answerId, reply);
    const { ownerId } = question;
    await this.usage.note({ ownerId, purpose: 'answer', usage: reply.usage });
    await this.memory.tend(question);
  }

  /** No try is left: the answer fails, or waits for better times under its bound. */
  async giveUp(answerId: string, error: unknown): Promise<void> {
    const failure = error instanceof ProviderFailure ? error : undefined;
    if (failure && PASSES.includes(failure.kind)) {
      this.logger.error({ msg: 'answer waits', answerId, error });
      await this.rows.postpone(
        answerId,
        Math.min(Math.max(failure.retryAfterMs ?? 0, REST_MS), LONGEST_REST_MS),
      );
    } else {
      await this.results.failed(answerId, wordsFor(error));
    }
  }

  private async deliver(answerId: string, { text, finishReason }: ChatReply): Promise<void> {
    const words = text.trim();
    if (finishReason === 'refusal') await this.results.failed(answerId, 'refused');
    else if (words === '') await this.results.failed(answerId, 'empty');
    else {
      const ending = finishReason === 'length' ? 'cut' : 'whole';
      await this.results.settle(answerId, { status: 'ready', text: words, ending });
    }
  }
}

function wordsFor(error: unknown): AnswerFailure {
  if (error instanceof NoPhoto) return 'no-photo';
  const isPolicy = error instanceof ProviderFailure && error.kind === 'content-policy';
  return isPolicy ? 'refused' : 'unavailable';
}
