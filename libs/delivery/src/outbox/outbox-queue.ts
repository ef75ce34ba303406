import { Injectable } from '@nestjs/common';
import type { Notice } from '@aisha/contracts';
import { Database, type OutboundLane } from '@aisha/database';
import type { ChatRef } from '../chat-ref';

/**
 * How long the owner of a chat is trusted without a sign of life, in milliseconds; the poller's lease is of the
 * same length. Owners renew their claims each second.
 */
export const CLAIM_MS = 3_000;

/** A message whose turn has come, and which its taker now sends. */
export interface DueMessage {
  id: string;
  chat: ChatRef;
  notice: Notice;
  slot: string | null;
  editMessageId: number | null;
  lane: OutboundLane;
  /** Counts from 1. */
  attempt: number;
  /** Parts of a long message that Telegram has taken before. */
  partsSent: number;
  /** Somebody began to send it and did not say how it ended: Telegram may have it. */
  interrupted: boolean;
  traceId: string;
}

/** How a message fared: it is settled for good, or waits (with all behind it) for `waitMs`. */
export interface Settlement {
  message: DueMessage;
  status: 'sent' | 'failed' | 'waiting';
  telegramMessageId?: number;
  reason?: string;
  waitMs?: number;
}

/**
 * The outbox as its senders see it. Who takes a message claims its chat, so that a chat is written to by one
 * process at a time; a claim lasts until the message is settled, or until its owner falls silent. Deadlines go
 * by the database's clock.
 */
@Injectable()
export class OutboxQueue {
  constructor(private readonly database: Database) {}

  /**
   * The next due message of each chat that is free or already ours, marked `sending` before Telegram is called.
   * People's messages go before bulk, each lane in the order of its rows.
   */
  async take(botId: number, chatIds: number[], owner: string): Promise<Map<number, DueMessage>> {
    const rows = await this.database.query<TakenRow>(TAKE, [
      botId,
      chatIds,
      owner,
      CLAIM_MS / 1_000,
    ]);
    const taken = rows.filter(({ id }) => id !== null);
    const outrun = rows.filter(({ id }) => id === null).map(({ chat_id }) => Number(chat_id));
    const messages = new Map(taken.map((row) => [Number(row.chat_id), messageOf(botId, row)]));
    if (outrun.length === 0) return messages;
    // Another process settled the message while we were looking: look again with fresh eyes.
    await this.release(botId, outrun, owner);
    return new Map([...messages, ...(await this.take(botId, outrun, owner))]);
  }

  /** Writes down how messages fared and lets their chats go, in one statement. */
  async settle(botId: number, settlements: Settlement[], owner: string): Promise<void> {
    await this.database.query(SETTLE, [
      botId,
      owner,
      settlements.map(({ message }) => message.id),
      settlements.map(({ message }) => message.chat.chatId),
      settlements.map(({ status }) => (status === 'waiting' ? 'pending' : status)),
      settlements.map(({ telegramMessageId }) => telegramMessageId ?? null),
      settlements.map(({ reason }) => reason?.slice(0, 500) ?? null),
      settlements.map(({ waitMs }) => waitMs ?? 0),
    ]);
  }

  /** Telegram took a part of a long message: a second try goes on behind it. */
  async markPart(id: string, partsSent: number): Promise<void> {
    await this.database.query('update outbound_messages set parts_sent = $2 where id = $1', [
      id,
      partsSent,
    ]);
  }

  /** A sign of life: all claims of an owner that nobody has taken over last anew. */
  async renew(owner: string): Promise<void> {
    await this.database.query(
      `update chat_claims set expires_at = clock_timestamp() + make_interval(secs => $2)
       where purpose = 'send' and owner = $1`,
      [owner, CLAIM_MS / 1_000],
    );
  }

  /** Chats whose next message is due and on which nobody works; those of people first. */
  async orphanedChats(botId: number, limit: number): Promise<ChatRef[]> {
    const rows = await this.database.query<{ chat_id: string }>(
      `select first.chat_id from (
         select distinct on (chat_id) chat_id, lane, not_before from outbound_messages
         where bot_id = $1 and status in ('pending', 'sending') order by chat_id, lane desc, seq
       ) first
       where first.not_before <= now() and not exists (
         select 1 from chat_claims c where c.purpose = 'send' and c.bot_id = $1
           and c.chat_id = first.chat_id and not (${RUN_OUT('c')}))
       order by first.lane desc limit $2`,
      [botId, limit],
    );
    return rows.map(({ chat_id }) => ({ botId, chatId: Number(chat_id) }));
  }

  private async release(botId: number, chatIds: number[], owner: string): Promise<void> {
    await this.database.query(
      `delete from chat_claims
       where purpose = 'send' and bot_id = $1 and chat_id = any($2) and owner = $3`,
      [botId, chatIds, owner],
    );
  }
}

interface TakenRow {
  chat_id: string;
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

const messageOf = (botId: number, row: TakenRow): DueMessage => ({
  id: row.id!,
  chat: { botId, chatId: Number(row.chat_id) },
  notice: row.notice,
  slot: row.slot,
  editMessageId: row.edit_message_id === null ? null : Number(row.edit_message_id),
  lane: row.lane,
  attempt: row.attempts,
  partsSent: row.parts_sent,
  interrupted: row.interrupted,
  traceId: row.trace_id,
});

/**
 * A claim that nobody needs to respect. Owners could not renew while Postgres was down, so after its restart each
 * has its full time to come back and say how its sends ended.
 */
function RUN_OUT(claims: string): string {
  return `greatest(${claims}.expires_at,
    pg_postmaster_start_time() + make_interval(secs => ${CLAIM_MS / 1_000})) < clock_timestamp()`;
}

const TAKE = `
  with due as (
    select first.id, first.chat_id, first.status = 'sending' as interrupted
    from unnest($2::bigint[]) as asked (chat_id) cross join lateral (
      select id, chat_id, status, not_before from outbound_messages
      where bot_id = $1 and chat_id = asked.chat_id and status in ('pending', 'sending')
      order by lane desc, seq limit 1
    ) first where first.not_before <= now()
  ), claimed as (
    insert into chat_claims (purpose, bot_id, chat_id, owner, expires_at)
    select 'send', $1, chat_id, $3, clock_timestamp() + make_interval(secs => $4)
    from due order by chat_id
    on conflict (purpose, bot_id, chat_id) do update
      set owner = excluded.owner, expires_at = excluded.expires_at
      where chat_claims.owner = excluded.owner or ${RUN_OUT('chat_claims')}
    returning chat_id
  ), taken as (
    update outbound_messages m set status = 'sending', attempts = m.attempts + 1
    from due join claimed using (chat_id)
    where m.id = due.id and m.status in ('pending', 'sending')
    returning m.id, m.chat_id, m.notice, m.slot, m.edit_message_id, m.lane, m.attempts,
      m.parts_sent, due.interrupted, m.trace_id
  )
  select claimed.chat_id, taken.id, notice, slot, edit_message_id, lane, attempts, parts_sent,
    interrupted, trace_id
  from claimed left join taken using (chat_id)`;

/** What Telegram has taken is sent, whoever has the chat by now; any other outcome counts only while it is ours. */
const SETTLE = `
  with outcome as (
    select * from unnest($3::uuid[], $4::bigint[], $5::text[], $6::bigint[], $7::text[], $8::float8[])
      as o (id, chat_id, status, telegram_message_id, reason, wait_ms)
  ), settled as (
    update outbound_messages m set status = o.status, last_error = o.reason,
      telegram_message_id = coalesce(o.telegram_message_id, m.telegram_message_id),
      sent_at = case o.status when 'sent' then now() end,
      not_before = now() + make_interval(secs => o.wait_ms / 1000)
    from outcome o where m.id = o.id and m.status <> 'sent'
      and (o.status = 'sent' or m.status = 'sending' and exists (
        select 1 from chat_claims c where c.purpose = 'send' and c.bot_id = $1
          and c.chat_id = o.chat_id and c.owner = $2))
  )
  delete from chat_claims c using outcome o
  where c.purpose = 'send' and c.bot_id = $1 and c.chat_id = o.chat_id and c.owner = $2`;
