import { Injectable } from '@nestjs/common';
import { answerPerson } from '@aisha/contracts';
import { type AnswerFailure, Database } from '@aisha/database';
import { type ChatRef, Outbox } from '@aisha/delivery';
import { Jobs } from '@aisha/platform';
import { QuestionPhotos } from '../looking/question-photos';
import { answerSlot } from './answer-slot';
import { AnswerRows, type Settled } from './answer-rows';

/** Settles a question, once, together with the message about it; then it is the next one's turn. */
@Injectable()
export class AnswerResults {
  constructor(
    private readonly database: Database,
    private readonly rows: AnswerRows,
    private readonly outbox: Outbox,
    private readonly jobs: Jobs,
    private readonly photos: QuestionPhotos,
  ) {}

  /** @returns false when it was settled before */
  async settle(id: string, settled: Settled): Promise<boolean> {
    const chat = await this.database.transaction(async () => {
      const of = await this.rows.settle(id, settled);
      if (of?.hasPhotos) await this.photos.drop(id);
      if (of) await this.tell(of, id, settled.status);
      return of;
    });
    if (chat) await this.wakeNext(chat);
    return chat !== undefined;
  }

  failed(answerId: string, failure: AnswerFailure): Promise<boolean> {
    return this.settle(answerId, { status: 'failed', failure });
  }

  private tell(chat: ChatRef, answerId: string, status: Settled['status']): Promise<void> {
    const notice = { kind: `answer-${status}`, answerId } as const;
    return this.outbox.add(chat, notice, {
      key: `answer-${answerId}`,
      slot: answerSlot(answerId),
    });
  }

  /**
   * A job that found an earlier question open has ended without an answer. Looked up after the commit, so that
   * every such job is seen; one that ends in this very moment is left to the sweep.
   */
  private async wakeNext(chat: ChatRef): Promise<void> {
    const next = await this.rows.next(chat);
    if (next) await this.jobs.enqueue(answerPerson, { answerId: next.id }, next.traceId);
  }
}
