import { Inject, Injectable } from '@nestjs/common';
import type { Notice, NoticeKind } from '@aisha/contracts';
import { Database, type OutboundLane } from '@aisha/database';
import { afterCommit, beforeCommit, currentTraceId, newTraceId, unitMemory } from '@aisha/platform';
import { chatKey, type ChatRef } from '../chat-ref';
import { OUTBOX_BELL, type OutboxBell } from './outbox-bell';

export interface OutboundOptions {
  /** What the message is about; a second message with the same key is never made. */
  key: string;
  /** Messages of one slot take each other's place: the next one edits the last one that was sent. */
  slot?: string;
  /** Edit this message of Telegram's in place (the one whose button was pressed). */
  editMessageId?: number;
  /** `bulk` is for what goes to many: slowly, behind all that goes to a `person`, and never twice. */
  lane?: OutboundLane;
}

/**
 * Results that a person paid or waited for: kept for a chat that cannot be reached, and never replaced by a menu
 * when one of their buttons is pressed.
 */
const RESULT_KINDS: NoticeKind[] = [
  'answer-ready',
  'transcript-ready',
  'transcript-failed',
  'avatar-ready',
  'training-failed',
  'picture-ready',
  'picture-failed',
];

interface NewMessage extends OutboundOptions {
  chat: ChatRef;
  notice: Notice;
  traceId: string;
}

/** What a transaction has to say, gathered until its end. */
interface Draft {
  messages: NewMessage[];
  /** Chats that wrote, and so can be written to. */
  reachable: Map<string, ChatRef>;
}

/** Messages to people: a row before anything is sent, sent at least once, in the order of the rows. */
@Injectable()
export class Outbox {
  constructor(
    private readonly database: Database,
    @Inject(OUTBOX_BELL) private readonly bell: OutboxBell,
  ) {}

  /** Adds a message in the surrounding transaction. All of its messages are written together at its end. */
  async add(chat: ChatRef, notice: Notice, options: OutboundOptions): Promise<void> {
    await this.inDraft(({ messages }) => {
      messages.push({ ...options, chat, notice, traceId: currentTraceId() ?? newTraceId() });
    });
  }

  /** They wrote again, so they can be written to: what they paid for is sent now. */
  async markReachable(chat: ChatRef): Promise<void> {
    await this.inDraft(({ reachable }) => reachable.set(chatKey(chat), chat));
  }

  /** The chat of a message. */
  async chatOf(messageId: string): Promise<ChatRef | undefined> {
    const [row] = await this.database.query<{ bot_id: string; chat_id: string }>(
      'select bot_id, chat_id from outbound_messages where id = $1',
      [messageId],
    );
    return row && { botId: Number(row.bot_id), chatId: Number(row.chat_id) };
  }

  /** The message that a slot shows now, to be edited. */
  async shownInSlot({ botId, chatId }: ChatRef, slot: string): Promise<number | undefined> {
    const [row] = await this.database.query<{ telegram_message_id: string }>(
      `select telegram_message_id from outbound_messages
       where bot_id = $1 and chat_id = $2 and slot = $3 and telegram_message_id is not null
       order by seq desc limit 1`,
      [botId, chatId, slot],
    );
    return row && Number(row.telegram_message_id);
  }

  /** Whether one of Telegram's messages shows a result, which must stay in the chat. */
  async showsResult({ botId, chatId }: ChatRef, telegramMessageId: number): Promise<boolean> {
    const [row] = await this.database.query<{ kind: NoticeKind }>(
      `select notice->>'kind' as kind from outbound_messages
       where bot_id = $1 and chat_id = $2 and telegram_message_id = $3 order by seq desc limit 1`,
      [botId, chatId, telegramMessageId],
    );
    return row !== undefined && RESULT_KINDS.includes(row.kind);
  }

  /** Telegram said that this person cannot be written to (blocked, deactivated, kicked). */
  async markUndeliverable({ botId, chatId }: ChatRef, reason: string): Promise<void> {
    await this.database.query(
      `update chats set undeliverable_since = coalesce(undeliverable_since, now())
       where bot_id = $1 and chat_id = $2`,
      [botId, chatId],
    );
    await this.database.query(
      `update outbound_messages set status = 'undeliverable', last_error = left($3, 500)
       where bot_id = $1 and chat_id = $2 and status in ('pending', 'sending')`,
      [botId, chatId, reason],
    );
  }

  private async inDraft(change: (draft: Draft) => unknown): Promise<void> {
    await this.database.transaction(async () => {
      change(
        unitMemory(this, () => {
          const draft: Draft = { messages: [], reachable: new Map() };
          beforeCommit(() => this.write(draft));
          return draft;
        })!,
      );
    });
  }

  private async write({ messages, reachable }: Draft): Promise<void> {
    if (reachable.size > 0) await this.reach([...reachable.values()]);
    if (messages.length === 0) return;
    const rows = await this.database.query<{ id: string; chat_id: string }>(
      ADD_MESSAGES,
      columns(messages, ({ chat, notice, key, slot, editMessageId, lane, traceId }) => [
        chat.botId,
        chat.chatId,
        key,
        JSON.stringify(notice),
        slot ?? null,
        editMessageId ?? null,
        lane ?? 'person',
        traceId,
      ]),
    );
    const botId = messages[0]!.chat.botId;
    for (const { id, chat_id } of rows) {
      await afterCommit(() => this.bell.ring({ botId, chatId: Number(chat_id) }, id));
    }
  }

  private async reach(chats: ChatRef[]): Promise<void> {
    const back = await this.database.query<{ chat_id: string }>(
      `update chats set undeliverable_since = null
       where (bot_id, chat_id) in (select * from unnest($1::bigint[], $2::bigint[]))
         and undeliverable_since is not null returning chat_id`,
      columns(chats, ({ botId, chatId }) => [botId, chatId]),
    );
    if (back.length === 0) return;
    await this.database.query(
      `update outbound_messages set status = 'pending', not_before = now()
       where bot_id = $1 and chat_id = any($2) and status = 'undeliverable'
         and notice->>'kind' = any($3)`,
      [chats[0]!.botId, back.map(({ chat_id }) => chat_id), RESULT_KINDS],
    );
  }
}

/**
 * The chat's counter stays locked until the commit, so that the order of numbers is the order of commits.
 * Chats are locked in the order of their ids: two transactions that write to the same chats don't deadlock.
 */
const ADD_MESSAGES = `
  with added as (
    select a.*, row_number() over (partition by bot_id, chat_id order by position) as place,
      count(*) over (partition by bot_id, chat_id) as places
    from unnest($1::bigint[], $2::bigint[], $3::text[], $4::jsonb[], $5::text[], $6::bigint[],
      $7::text[], $8::text[]) with ordinality
      as a (bot_id, chat_id, key, notice, slot, edit_message_id, lane, trace_id, position)
  ), counter as (
    insert into chats (bot_id, chat_id, out_seq)
    select bot_id, chat_id, count(*) from added group by bot_id, chat_id order by bot_id, chat_id
    on conflict (bot_id, chat_id) do update set out_seq = chats.out_seq + excluded.out_seq
    returning bot_id, chat_id, out_seq
  )
  insert into outbound_messages
    (bot_id, chat_id, seq, key, notice, slot, edit_message_id, lane, trace_id)
  select bot_id, chat_id, out_seq - places + place, key, notice, slot, edit_message_id, lane, trace_id
  from added join counter using (bot_id, chat_id)
  order by bot_id, chat_id, place
  on conflict (key) do nothing returning id, chat_id`;

/** Rows as the columns that `unnest` takes. */
function columns<Row>(rows: Row[], cells: (row: Row) => unknown[]): unknown[][] {
  const cellRows = rows.map(cells);
  return cellRows[0]!.map((_, index) => cellRows.map((row) => row[index]));
}
