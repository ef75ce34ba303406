import { Injectable } from '@nestjs/common';
import { answerPerson } from '@aisha/contracts';
import { Answer, Database } from '@aisha/database';
import type { ChatRef } from '@aisha/delivery';
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

/** The conversation between people and the assistant. Verbs join the surrounding transaction. */
@Injectable()
export class Assistant {
  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly talks: TalkRows,
  ) {}

  /** Notes a question down to be answered. A transcript that was asked before gives the same answer again. */
  async ask(question: Question): Promise<{ answerId: string }> {
    const traceId = currentTraceId() ?? newTraceId();
    const answerId = await this.add(question, traceId);
    if (answerId === undefined) return this.asked(question.transcriptId!);
    await this.jobs.enqueue(answerPerson, { answerId }, traceId);
    return { answerId };
  }

  /** The answer of a notice, whosever it is. @throws when there is none: rows are never deleted */
  get(id: string): Promise<Answer> {
    return this.database.repository(Answer).findOneByOrFail({ id });
  }

  /** Begins a new conversation in a chat: nothing of before is shown to the model again. The answers stay. */
  renew(chat: ChatRef): Promise<void> {
    return this.talks.renew(chat);
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

  private async asked(transcriptId: string): Promise<{ answerId: string }> {
    const known = await this.database.repository(Answer).findOneByOrFail({ transcriptId });
    return { answerId: known.id };
  }
}
