import { Inject, Injectable } from '@nestjs/common';
import { type Notice, type NoticeKind, RESULT_KINDS } from '@aisha/contracts';
import { Database, type OutboundLane } from '@aisha/database';
import { afterCommit, beforeCommit, currentTraceId, newTraceId, unitMemory } from '@aisha/platform';
import { chatKey, type ChatRef } from '../chat-ref';
import { CLAIM_MS, type DueMessage } from './due-message';
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

  /** A group became a supergroup, which is a new chat: what waits for the old one goes there, behind what waits there. */
  async moveChat({ botId, chatId }: ChatRef, toChatId: number): Promise<void> {
    await this.database.query(
      `with moving as (
         select id, row_number() over (order by seq) as place, count(*) over () as places
         from outbound_messages
         where bot_id = $1 and chat_id = $2 and status in ('pending', 'sending')
       ), counter as (
         insert into chats (bot_id, chat_id, out_seq)
         select $1, $3, max(places) from moving having count(*) > 0
         on conflict (bot_id, chat_id) do update set out_seq = chats.out_seq + excluded.out_seq
         returning out_seq
       )
       update outbound_messages m set chat_id = $3, seq = counter.out_seq - places + place,
         status = 'pending', sender = null, not_before = now()
       from moving, counter where m.id = moving.id`,
      [botId, chatId, toChatId],
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
    const takenAt = performance.now();
    const counters = await this.count(messages);
    const rows = await this.insert(messages, counters);
    const byKey = new Map(messages.map((message) => [message.key, message]));
    for (const { id, key, status } of rows) {
      const message = byKey.get(key)!;
      await afterCommit(async () => {
        if (status === 'sending') this.bell.hand!({ message: dueMessage(id, message), takenAt });
        else await this.bell.ring(message.chat, id);
      });
    }
  }

  /**
   * The chats' counters stay locked until the commit, so that the order of numbers is the order of commits. They
   * are locked in the order of their ids: two transactions that write to the same chats don't deadlock.
   */
  private async count(messages: NewMessage[]): Promise<Map<string, number>> {
    const rows = await this.database.prepared<{ bot_id: string; chat_id: string; last: string }>(
      'count-messages',
      `insert into chats (bot_id, chat_id, out_seq)
       select bot_id, chat_id, count(*) from unnest($1::bigint[], $2::bigint[]) as a (bot_id, chat_id)
       group by bot_id, chat_id order by bot_id, chat_id
       on conflict (bot_id, chat_id) do update set out_seq = chats.out_seq + excluded.out_seq
       returning bot_id, chat_id, out_seq as last`,
      columns(messages, ({ chat }) => [chat.botId, chat.chatId]),
    );
    const counters = new Map(
      rows.map((row) => [
        chatKey({ botId: Number(row.bot_id), chatId: Number(row.chat_id) }),
        Number(row.last),
      ]),
    );
    for (const { chat } of messages) {
      counters.set(chatKey(chat), counters.get(chatKey(chat))! - 1);
    }
    return counters;
  }

  private insert(messages: NewMessage[], counters: Map<string, number>) {
    const begun = new Map(counters);
    const cells = ({ chat, ...message }: NewMessage) => {
      const before = counters.get(chatKey(chat))!;
      counters.set(chatKey(chat), before + 1);
      return [
        chat.botId,
        chat.chatId,
        before + 1,
        message.key,
        JSON.stringify(message.notice),
        message.slot ?? null,
        message.editMessageId ?? null,
        message.lane ?? 'person',
        message.traceId,
        before === begun.get(chatKey(chat)),
      ];
    };
    return this.database.prepared<{ id: string; key: string; status: string }>(
      'add-messages',
      ADD_MESSAGES,
      [...columns(messages, cells), this.bell.sender ?? null, CLAIM_MS / 1_000],
    );
  }

  private async reach(chats: ChatRef[]): Promise<void> {
    const back = await this.database.prepared<{ chat_id: string }>(
      'reach-chats',
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

const dueMessage = (id: string, message: NewMessage): DueMessage => ({
  id,
  chat: message.chat,
  notice: message.notice,
  slot: message.slot ?? null,
  editMessageId: message.editMessageId ?? null,
  lane: message.lane ?? 'person',
  attempt: 1,
  partsSent: 0,
  interrupted: false,
  traceId: message.traceId,
});

/**
 * Where this process sends itself and nothing else waits in the chat, the message is taken by it from the start,
 * which saves a round trip. A statement of its own, after the counters are locked: so it sees what waits by now.
 */
const ADD_MESSAGES = `
  insert into outbound_messages (bot_id, chat_id, seq, key, notice, slot, edit_message_id, lane,
    trace_id, status, attempts, sender, claimed_until)
  select a.bot_id, a.chat_id, a.seq, a.key, a.notice, a.slot, a.edit_message_id, a.lane, a.trace_id,
    case when taken then 'sending' else 'pending' end, case when taken then 1 else 0 end,
    case when taken then $11 end,
    case when taken then clock_timestamp() + make_interval(secs => $12::float8) end
  from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::jsonb[], $6::text[],
      $7::bigint[], $8::text[], $9::text[], $10::boolean[])
    as a (bot_id, chat_id, seq, key, notice, slot, edit_message_id, lane, trace_id, first)
  cross join lateral (
    select $11::text is not null and a.lane = 'person'
      and a.first and not exists (select 1 from outbound_messages m where m.bot_id = a.bot_id
        and m.chat_id = a.chat_id and m.status in ('pending', 'sending')) as taken
  ) t
  on conflict (key) do nothing returning id, key, status`;

/** Rows as the columns that `unnest` takes. */
function columns<Row>(rows: Row[], cells: (row: Row) => unknown[]): unknown[][] {
  const cellRows = rows.map(cells);
  return cellRows[0]!.map((_, index) => cellRows.map((row) => row[index]));
}
