import { Injectable } from '@nestjs/common';
import { type AnswerEnding, type AnswerFailure, Database } from '@aisha/database';
import type { ChatRef } from '@aisha/delivery';
import type { Exchange } from '../remembering/memory-bounds';
import type { Conversation } from './conversation-prompt';
import { PATIENCE_S } from './patience';

/** A question that waits for its answer, with all that is needed to write it. */
export interface OpenQuestion extends ChatRef, Conversation {
  readonly id: string;
  readonly ownerId: string;
  readonly hasPhotos: boolean;
  /** An earlier question of the same chat is still open: answers come in the order of questions. */
  readonly mustWait: boolean;
}

/** A question to be reminded of. */
export interface Reminder {
  readonly id: string;
  readonly traceId: string;
}

/** How a question ended. */
export type Settled =
  | { readonly status: 'ready'; readonly text: string; readonly ending: AnswerEnding }
  | { readonly status: 'failed'; readonly failure: AnswerFailure };

/** A question that was settled. */
export interface SettledQuestion extends ChatRef {
  readonly hasPhotos: boolean;
}

/** More than a summary is ever behind: each takes in what is beyond a few pages. */
const EXCHANGES = 200;
/** Of one question or answer in the memory: a transcript of an hour would push out all else. */
const REMEMBERED_CHARACTERS = 4_000;

/** The rows of questions and answers. Each verb is one round trip. */
@Injectable()
export class AnswerRows {
  constructor(private readonly database: Database) {}

  /** @returns undefined when the question is answered, or was never asked */
  async open(id: string): Promise<OpenQuestion | undefined> {
    const [row] = await this.database.query<OpenRow>(OPEN_QUESTION, [
      id,
      PATIENCE_S,
      EXCHANGES,
      REMEMBERED_CHARACTERS,
    ]);
    return row && { ...row, ...chatOf(row) };
  }

  /** @returns the chat of the answer, or undefined when it was settled before */
  async settle(id: string, settled: Settled): Promise<SettledQuestion | undefined> {
    const { status } = settled;
    const [text, ending, failure] =
      status === 'ready' ? [settled.text, settled.ending, null] : [null, 'whole', settled.failure];
    const [row] = await this.database.query<ChatRow & { hasPhotos: boolean }>(
      `update answers a set status = $2, text = $3, ending = $4, failure = $5, settled_at = now()
       where id = $1 and status = 'pending' returning bot_id as "botId", chat_id as "chatId",
         exists (select 1 from question_photos p where p.answer_id = a.id) as "hasPhotos"`,
      [id, status, text, ending, failure],
    );
    return row && { hasPhotos: row.hasPhotos, ...chatOf(row) };
  }

  /** Of these the ones that nobody waits for any more. */
  async settledAmong(ids: readonly string[]): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `select id from answers where id = any($1) and status <> 'pending'`,
      [ids],
    );
    return rows.map(({ id }) => id);
  }

  /** Nothing is asked of the provider before this time is over. */
  async postpone(id: string, waitMs: number): Promise<void> {
    await this.database.query(
      `update answers set retry_at = now() + make_interval(secs => $2)
       where id = $1 and status = 'pending'`,
      [id, waitMs / 1_000],
    );
  }

  /** Marks those that the provider keeps waiting for so long, once each, in the surrounding transaction. */
  async markDelayed(seconds: number, limit: number): Promise<(ChatRef & { id: string })[]> {
    const rows = await this.database.query<ChatRow & { id: string }>(
      `update answers set delay_told_at = now() where id in (
         select id from answers where status = 'pending' and retry_at is not null
           and delay_told_at is null and created_at < now() - make_interval(secs => $1)
         order by created_at limit $2 for update skip locked
       ) returning id, bot_id as "botId", chat_id as "chatId"`,
      [seconds, limit],
    );
    return rows.map((row) => ({ id: row.id, ...chatOf(row) }));
  }

  /** The question of a chat that is to be answered next. */
  async next({ botId, chatId }: ChatRef): Promise<Reminder | undefined> {
    const [row] = await this.database.query<Reminder>(
      `select id, trace_id as "traceId" from answers
       where bot_id = $1 and chat_id = $2 and status = 'pending'
         and created_at > now() - make_interval(secs => $3)
       order by created_at, id limit 1`,
      [botId, chatId, PATIENCE_S],
    );
    return row;
  }

  /** The first open question of each chat, where it is older than this. */
  overdue(seconds: number, limit: number): Promise<Reminder[]> {
    return this.database.query<Reminder>(
      `select id, "traceId" from (
         select distinct on (bot_id, chat_id) id, trace_id as "traceId", created_at, retry_at
         from answers where status = 'pending' order by bot_id, chat_id, created_at, id
       ) first
       where created_at < now() - make_interval(secs => $1)
         and (retry_at is null or retry_at <= now())
       order by created_at limit $2`,
      [seconds, limit],
    );
  }

  /** Open questions for which it is too late. */
  async expired(limit: number): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `select id from answers
       where status = 'pending' and created_at < now() - make_interval(secs => $1)
       order by created_at limit $2`,
      [PATIENCE_S, limit],
    );
    return rows.map(({ id }) => id);
  }
}

/** 64-bit numbers come as text. */
interface ChatRow {
  readonly botId: string;
  readonly chatId: string;
}
type OpenRow = Omit<OpenQuestion, 'botId' | 'chatId'> & ChatRow & { memory: Exchange[] };

const chatOf = ({ botId, chatId }: ChatRow): ChatRef => ({
  botId: Number(botId),
  chatId: Number(chatId),
});

const HAS_PHOTOS = (row: string) =>
  `exists (select 1 from question_photos p where p.answer_id = ${row}.id)`;

/** $1 answer, $2 patience in seconds, $3 exchanges, $4 characters of each text in the memory. */
const OPEN_QUESTION = `
  select a.id, a.owner_id as "ownerId", a.bot_id as "botId", a.chat_id as "chatId", a.question,
    a.transcript_id is not null as spoken, t.summary, u.persona, ${HAS_PHOTOS('a')} as "hasPhotos",
    coalesce(a.retry_at > now(), false) or exists (
      select 1 from answers e where e.bot_id = a.bot_id and e.chat_id = a.chat_id
        and e.status = 'pending' and (e.created_at, e.id) < (a.created_at, a.id)
        and e.created_at > now() - make_interval(secs => $2)
    ) as "mustWait",
    (select coalesce(json_agg(json_build_object('question', m.question, 'answer', m.answer)
        order by m.created_at), '[]')
      from (
        select case when ${HAS_PHOTOS('m')} then '[photo] ' else '' end || left(m.question, $4) as question,
          left(m.text, $4) as answer, m.created_at
        from answers m where m.bot_id = a.bot_id and m.chat_id = a.chat_id
          and m.status = 'ready' and m.text is not null and m.created_at < a.created_at
          and m.created_at > coalesce(greatest(t.began_at, t.summarised_until), '-infinity')
        order by m.created_at desc limit $3
      ) m
    ) as memory
  from answers a join users u on u.id = a.owner_id
  left join talks t on t.bot_id = a.bot_id and t.chat_id = a.chat_id
  where a.id = $1 and a.status = 'pending'`;
