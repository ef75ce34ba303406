import { Injectable } from '@nestjs/common';
import { Answer, Database } from '@aisha/database';
import { type ChatRef, Outbox } from '@aisha/delivery';
import { AnswerResults } from '../answering/answer-results';
import { answerSlot } from '../answering/answer-slot';
import { PartialAnswers } from '../streaming/partial-answers';

/** Answers that are still being written, as those see them who wait for them. */
@Injectable()
export class OpenAnswers {
  constructor(
    private readonly database: Database,
    private readonly results: AnswerResults,
    private readonly partials: PartialAnswers,
    private readonly outbox: Outbox,
  ) {}

  /** @returns null for an answer that nobody waits for */
  find(answerId: string): Promise<Answer | null> {
    return this.answers.findOneBy({ id: answerId, status: 'pending' });
  }

  /** What is written so far; undefined while nobody writes. */
  written(answerId: string): Promise<string | undefined> {
    return this.partials.read(answerId);
  }

  /** Says that it takes a while, once, with a button to end it: before the answer or not at all. */
  announce(answerId: string): Promise<void> {
    return this.database.transaction(async () => {
      const answer = await this.answers.findOne({
        where: { id: answerId, status: 'pending' },
        lock: { mode: 'pessimistic_write' },
      });
      if (!answer) return;
      const options = { key: `answer-writing-${answerId}`, slot: answerSlot(answerId) };
      await this.outbox.add(answer, { kind: 'answer-writing', answerId }, options);
    });
  }

  /**
   * Ends an answer of this person in this chat where it is now, without an id the one whose turn it is. What was
   * written is the answer; the worker hears of it from the row, wherever it runs.
   * @returns false when there is none to end
   */
  async stop(ownerId: string, { botId, chatId }: ChatRef, answerId?: string): Promise<boolean> {
    const open = await this.answers.findOne({
      where: { ...(answerId && { id: answerId }), ownerId, botId, chatId, status: 'pending' },
      order: { createdAt: 'ASC', id: 'ASC' },
    });
    if (!open) return false;
    const text = (await this.partials.read(open.id))?.trim();
    return this.results.settle(
      open.id,
      text
        ? { status: 'ready', text, ending: 'stopped' }
        : { status: 'failed', failure: 'stopped' },
    );
  }

  private get answers() {
    return this.database.repository(Answer);
  }
}
