import { Injectable } from '@nestjs/common';
import { answerPerson } from '@aisha/contracts';
import { Answer, Database } from '@aisha/database';
import { type ChatRef, Outbox } from '@aisha/delivery';
import { DailyLimits, type LimitReached } from './daily-limits';
import { TalkRows } from '../remembering/talk-rows';
import { currentTraceId, Jobs, newTraceId } from '@aisha/platform';

/** What a person said to the assistant. */
export interface Question {
  ownerId: string;
  chat: ChatRef;
  question: string;
  /** Where the question was spoken: one transcript is one question. */
  transcriptId?: string;
}

/** What came of a question. */
export type Asked = { readonly outcome: 'asked'; readonly answerId: string } | LimitReached;

/** The conversation between people and the assistant. Verbs join the surrounding transaction. */
@Injectable()
export class Assistant {
  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly talks: TalkRows,
    private readonly limits: DailyLimits,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Notes a question down to be answered. A transcript that was asked before gives the same answer again; its person
   * is told here when they may ask no more today, as nobody else hears of it.
   */
  async ask(question: Question): Promise<Asked> {
    const reached = await this.limits.reached(question.ownerId, 'answers');
    if (reached) return this.refuse(question, reached);
    const traceId = currentTraceId() ?? newTraceId();
    const answerId = await this.add(question, traceId);
    if (answerId === undefined) return this.asked(question.transcriptId!);
    await this.jobs.enqueue(answerPerson, { answerId }, traceId);
    return { outcome: 'asked', answerId };
  }

  /** The answer of a notice, whosever it is. @throws when there is none: rows are never deleted */
  get(id: string): Promise<Answer> {
    return this.database.repository(Answer).findOneByOrFail({ id });
  }

  /** Begins a new conversation in a chat: nothing of before is shown to the model again. The answers stay. */
  renew(chat: ChatRef): Promise<void> {
    return this.talks.renew(chat);
  }

  private async refuse(
    { chat, transcriptId }: Question,
    reached: LimitReached,
  ): Promise<LimitReached> {
    const { what, limit } = reached;
    if (transcriptId !== undefined) {
      const key = `answer-limit-${transcriptId}`;
      await this.outbox.add(chat, { kind: 'daily-limit', what, limit }, { key });
    }
    return reached;
  }

  private async add(
    { ownerId, chat, question, transcriptId }: Question,
    traceId: string,
  ): Promise<string | undefined> {
    const [row] = await this.database.query<{ id: string }>(
      `insert into answers (owner_id, bot_id, chat_id, question, transcript_id, trace_id)
       values ($1, $2, $3, $4, $5, $6) on conflict (transcript_id) do nothing returning id`,
      [ownerId, chat.botId, chat.chatId, question, transcriptId ?? null, traceId],
    );
    return row?.id;
  }

  private async asked(transcriptId: string): Promise<Asked> {
    const known = await this.database.repository(Answer).findOneByOrFail({ transcriptId });
    return { outcome: 'asked', answerId: known.id };
  }
}
