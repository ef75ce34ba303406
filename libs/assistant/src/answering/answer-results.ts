import { Injectable } from '@nestjs/common';
import { answerPerson } from '@aisha/contracts';
import { Database } from '@aisha/database';
import { type ChatRef, Outbox } from '@aisha/delivery';
import { Jobs } from '@aisha/platform';
import { AnswerRows } from './answer-rows';

/** Settles a question, once, together with the message about it; then it is the next one's turn. */
@Injectable()
export class AnswerResults {
  constructor(
    private readonly database: Database,
    private readonly rows: AnswerRows,
    private readonly outbox: Outbox,
    private readonly jobs: Jobs,
  ) {}

  ready(answerId: string, text: string): Promise<void> {
    return this.settle(answerId, 'ready', text);
  }

  failed(answerId: string): Promise<void> {
    return this.settle(answerId, 'failed', null);
  }

  private async settle(id: string, status: 'ready' | 'failed', text: string | null): Promise<void> {
    const chat = await this.database.transaction(async () => {
      const settled = await this.rows.settle(id, status, text);
      if (settled) await this.tell(settled, id, status);
      return settled;
    });
    if (chat) await this.wakeNext(chat);
  }

  private tell(chat: ChatRef, answerId: string, status: 'ready' | 'failed'): Promise<void> {
    const notice = { kind: `answer-${status}`, answerId } as const;
    return this.outbox.add(chat, notice, { key: `answer-${answerId}` });
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
