import { Injectable } from '@nestjs/common';
import type { Notice } from '@aisha/contracts';
import { Database, type OutboundLane } from '@aisha/database';
import type { ChatRef } from '../chat-ref';
import { CLAIM_MS, type DueMessage, type Settlement } from './due-message';

/** What a look at a chat found: a message that is ours now, nothing that is due, or another sender at work. */
export type Look = DueMessage | 'nothing' | 'busy';

const CLAIM_S = CLAIM_MS / 1_000;

/**
 * The outbox as its senders see it. Who takes the first message of a chat that is not settled has the chat until
 * then, or until it falls silent, so that a chat is written to by one process at a time. Deadlines go by the
 * database's clock. Of the statements over many messages only the one that settles waits for locks, in the order
 * of the messages: senders that work on the same chats never wait for each other in a circle.
 */
@Injectable()
export class OutboxQueue {
  constructor(private readonly database: Database) {}

  /**
   * Looks for the next due message of each chat, and takes it: it is marked `sending` before Telegram is called.
   * People's messages go before bulk, each lane in the order of its rows.
   */
  async take(botId: number, chatIds: number[], sender: string): Promise<Map<number, Look>> {
    const rows = await this.database.prepared<TakenRow>('take-messages', TAKE, [
      botId,
      chatIds,
      sender,
      CLAIM_S,
    ]);
    return new Map(rows.map((row) => [Number(row.chat_id), lookOf(botId, row)]));
  }

  /**
   * Writes down how messages fared, which lets their chats go. What Telegram has taken is sent, whoever has the
   * chat by now; any other outcome counts only while the message is still ours.
   * @returns the chats in which more waits
   */
  async settle(botId: number, settlements: Settlement[], sender: string): Promise<Set<number>> {
    const rows = await this.database.prepared<{ chat_id: string }>('settle-messages', SETTLE, [
      botId,
      sender,
      settlements.map(({ message }) => message.id),
      settlements.map(({ message }) => message.chat.chatId),
      settlements.map(({ status }) => (status === 'waiting' ? 'pending' : status)),
      settlements.map(({ telegramMessageId }) => telegramMessageId ?? null),
      settlements.map(({ reason }) => reason?.slice(0, 500) ?? null),
      settlements.map(({ waitMs }) => waitMs ?? 0),
      settlements.map(({ untried }) => untried ?? false),
    ]);
    return new Set(rows.map(({ chat_id }) => Number(chat_id)));
  }

  /** Telegram took a part of a long message: a second try goes on behind it. */
  async markPart(id: string, partsSent: number): Promise<void> {
    await this.database.query('update outbound_messages set parts_sent = $2 where id = $1', [
      id,
      partsSent,
    ]);
  }

  /**
   * A sign of life: of these messages all that nobody has taken over stay this sender's. One that is being settled
   * or taken over at this moment is passed over.
   * @returns those; the rest is no longer its to send
   */
  async renew(ids: string[], sender: string): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `with held as (
         select id from outbound_messages
         where id = any($1) and status = 'sending' and sender = $2 for update skip locked
       )
       update outbound_messages m set claimed_until = clock_timestamp() + make_interval(secs => $3)
       from held where m.id = held.id returning m.id`,
      [ids, sender, CLAIM_S],
    );
    return rows.map(({ id }) => id);
  }

  /** Chats whose next message is due and that nobody has in hand; those with news for a person first. */
  async orphanedChats(botId: number, limit: number): Promise<ChatRef[]> {
    const rows = await this.database.query<{ chat_id: string }>(
      `select first.chat_id from (
         select distinct on (chat_id) chat_id, lane, status, not_before, claimed_until
         from outbound_messages where bot_id = $1 and status in ('pending', 'sending')
         order by chat_id, status desc, lane desc, seq
       ) first
       where first.status = 'pending' and first.not_before <= now()
         or first.status = 'sending' and ${RUN_OUT('first')}
       order by first.lane desc limit $2`,
      [botId, limit],
    );
    return rows.map(({ chat_id }) => ({ botId, chatId: Number(chat_id) }));
  }
}

interface TakenRow {
  chat_id: string;
  busy: boolean;
  id: string | null;
  notice: Notice;
  slot: string | null;
  edit_message_id: string | null;
  lane: OutboundLane;
  attempts: number;
  parts_sent: number;
  interrupted: boolean;
  trace_id: string;
}

function lookOf(botId: number, row: TakenRow): Look {
  if (row.id === null) return row.busy ? 'busy' : 'nothing';
  return {
    id: row.id,
    chat: { botId, chatId: Number(row.chat_id) },
    notice: row.notice,
    slot: row.slot,
    editMessageId: row.edit_message_id === null ? null : Number(row.edit_message_id),
    lane: row.lane,
    attempt: row.attempts,
    partsSent: row.parts_sent,
    interrupted: row.interrupted,
    traceId: row.trace_id,
  };
}

/**
 * A claim that nobody needs to respect. Senders could not renew while Postgres was down, so after its restart each
 * has its full time to come back and say how its sends ended.
 */
function RUN_OUT(row: string): string {
  return `greatest(${row}.claimed_until,
    pg_postmaster_start_time() + make_interval(secs => ${CLAIM_S})) < clock_timestamp()`;
}

const TAKE = `
  with first as materialized (
    select f.* from unnest($2::bigint[]) as asked (chat_id) cross join lateral (
      select ctid as place, chat_id, status, not_before from outbound_messages
      where bot_id = $1 and chat_id = asked.chat_id and status in ('pending', 'sending')
      order by status desc, lane desc, seq limit 1
    ) f
  ), free as materialized (
    select m.ctid as place from first join outbound_messages m on m.ctid = first.place
    where m.status = 'pending' and m.not_before <= now() or m.status = 'sending' and ${RUN_OUT('m')}
    for update of m skip locked
  ), taken as (
    update outbound_messages m set status = 'sending', attempts = m.attempts + 1, sender = $3,
      claimed_until = clock_timestamp() + make_interval(secs => $4::float8)
    from free join first using (place) where m.ctid = free.place
    returning m.id, m.chat_id, m.notice, m.slot, m.edit_message_id, m.lane, m.attempts,
      m.parts_sent, first.status = 'sending' as interrupted, m.trace_id
  )
  select first.chat_id, first.status = 'sending' or first.not_before <= now() as busy, taken.id,
    notice, slot, edit_message_id, lane, attempts, parts_sent, interrupted, trace_id
  from first left join taken using (chat_id)`;

const SETTLE = `
  with outcome as materialized (
    select * from unnest($3::uuid[], $4::bigint[], $5::text[], $6::bigint[], $7::text[], $8::float8[],
        $9::boolean[])
      as o (id, chat_id, status, telegram_message_id, reason, wait_ms, untried)
  ), ours as materialized (
    select m.id from outcome o join outbound_messages m on m.id = o.id
    where m.status <> 'sent' and (o.status = 'sent' or m.status = 'sending' and m.sender = $2)
    order by m.id for update of m
  ), settled as (
    update outbound_messages m set status = o.status, last_error = o.reason,
      telegram_message_id = coalesce(o.telegram_message_id, m.telegram_message_id),
      sent_at = case o.status when 'sent' then now() end,
      not_before = now() + make_interval(secs => o.wait_ms / 1000),
      attempts = m.attempts - case when o.untried then 1 else 0 end
    from ours join outcome o using (id) where m.id = ours.id
  )
  select o.chat_id from outcome o where exists (
    select 1 from outbound_messages m where m.bot_id = $1 and m.chat_id = o.chat_id
      and m.status in ('pending', 'sending') and m.id <> o.id)`;
