import { Inject, Injectable } from '@nestjs/common';
import type { Notice, NoticeKind } from '@aisha/contracts';
import { Database, OutboundMessage, type OutboundStatus } from '@aisha/database';
import { afterCommit, currentTraceId, newTraceId } from '@aisha/platform';
import type { ChatRef } from '../chat-ref';
import { OUTBOX_BELL, type OutboxBell } from './outbox-bell';

export interface OutboundOptions {
  /** What the message is about; a second message with the same key is never made. */
  key: string;
  /** Messages of one slot take each other's place: the next one edits the last one that was sent. */
  slot?: string;
  /** Edit this message of Telegram's in place (the one whose button was pressed). */
  editMessageId?: number;
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

/** Messages to people: a row before anything is sent, sent at least once, in the order of the rows. */
@Injectable()
export class Outbox {
  constructor(
    private readonly database: Database,
    @Inject(OUTBOX_BELL) private readonly bell: OutboxBell,
  ) {}

  /**
   * Adds a message in the surrounding transaction. The chat's counter stays locked until the commit, so that
   * the order of numbers is the order of commits.
   */
  async add({ botId, chatId }: ChatRef, notice: Notice, options: OutboundOptions): Promise<void> {
    await this.database.transaction(async () => {
      const [row] = await this.database.query<{ id: string }>(
        `with counter as (
           insert into chats (bot_id, chat_id, out_seq) values ($1, $2, 1)
           on conflict (bot_id, chat_id) do update set out_seq = chats.out_seq + 1
           returning out_seq
         )
         insert into outbound_messages
           (bot_id, chat_id, seq, key, notice, slot, edit_message_id, trace_id)
         select $1, $2, out_seq, $3, $4, $5, $6, $7 from counter
         on conflict (key) do nothing returning id`,
        [
          botId,
          chatId,
          options.key,
          JSON.stringify(notice),
          options.slot ?? null,
          options.editMessageId ?? null,
          currentTraceId() ?? newTraceId(),
        ],
      );
      if (row) await afterCommit(() => this.bell.ring({ botId, chatId }, row.id));
    });
  }

  /** The first message of a chat that is not settled yet, if its time has come. */
  async next({ botId, chatId }: ChatRef): Promise<OutboundMessage | undefined> {
    const first = await this.database
      .repository(OutboundMessage)
      .createQueryBuilder('m')
      .where(`m.botId = :botId and m.chatId = :chatId and m.status in ('pending', 'sending')`, {
        botId,
        chatId,
      })
      .orderBy('m.seq')
      .getOne();
    return first && first.notBefore <= new Date() ? first : undefined;
  }

  async find(id: string): Promise<OutboundMessage | null> {
    return this.database.repository(OutboundMessage).findOneBy({ id });
  }

  /** Written before Telegram is called: whoever finds it so knows that the message may have arrived. */
  async markSending(id: string): Promise<void> {
    await this.database.query(
      `update outbound_messages set status = 'sending', attempts = attempts + 1 where id = $1`,
      [id],
    );
  }

  async markSent(id: string, telegramMessageId: number | null): Promise<void> {
    await this.database.query(
      `update outbound_messages set status = 'sent', sent_at = now(), telegram_message_id = $2,
         last_error = null where id = $1`,
      [id, telegramMessageId],
    );
  }

  /** Telegram asked to wait, or could not be reached: the chat's order waits with this message. */
  async postpone(id: string, delayMs: number, reason: string): Promise<void> {
    await this.database.query(
      `update outbound_messages set status = 'pending', last_error = left($3, 500),
         not_before = now() + make_interval(secs => $2::double precision / 1000) where id = $1`,
      [id, delayMs, reason],
    );
  }

  /** It will never be sent; the messages behind it go on. */
  async markUnsendable(
    id: string,
    status: Extract<OutboundStatus, 'failed' | 'undeliverable'>,
    reason: string,
  ): Promise<void> {
    await this.database.query(
      `update outbound_messages set status = $2, last_error = left($3, 500) where id = $1`,
      [id, status, reason],
    );
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

  async hasWaiting({ botId, chatId }: ChatRef): Promise<boolean> {
    const rows = await this.database.query(
      `select 1 from outbound_messages m
       where m.bot_id = $1 and m.chat_id = $2 and m.status in ('pending', 'sending')
         and m.not_before <= now() and not exists (
           select 1 from outbound_messages earlier where earlier.bot_id = m.bot_id
             and earlier.chat_id = m.chat_id and earlier.status in ('pending', 'sending')
             and earlier.seq < m.seq) limit 1`,
      [botId, chatId],
    );
    return rows.length > 0;
  }

  /** Chats whose next message is due and on which nobody works. */
  async orphanedChats(botId: number, limit: number): Promise<ChatRef[]> {
    const rows = await this.database.query<{ chat_id: string }>(
      `select first.chat_id from (
         select distinct on (chat_id) chat_id, not_before from outbound_messages
         where bot_id = $1 and status in ('pending', 'sending') order by chat_id, seq
       ) first
       where first.not_before <= now() and not exists (
         select 1 from chat_claims c where c.purpose = 'send' and c.bot_id = $1
           and c.chat_id = first.chat_id and c.expires_at > clock_timestamp())
       limit $2`,
      [botId, limit],
    );
    return rows.map(({ chat_id }) => ({ botId, chatId: Number(chat_id) }));
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

  /** They wrote again, so they can be written to: what they paid for is sent now. */
  async markReachable({ botId, chatId }: ChatRef): Promise<void> {
    const reachable = await this.database.query(
      `update chats set undeliverable_since = null
       where bot_id = $1 and chat_id = $2 and undeliverable_since is not null returning 1`,
      [botId, chatId],
    );
    if (reachable.length === 0) return;
    await this.database.query(
      `update outbound_messages set status = 'pending', not_before = now()
       where bot_id = $1 and chat_id = $2 and status = 'undeliverable'
         and notice->>'kind' = any($3)`,
      [botId, chatId, RESULT_KINDS],
    );
  }

  /** Telegram's id of a stored object that was sent before. */
  async sentFileId(botId: number, objectKey: string): Promise<string | undefined> {
    const [row] = await this.database.query<{ telegram_file_id: string }>(
      `select telegram_file_id from sent_files where bot_id = $1 and object_key = $2`,
      [botId, objectKey],
    );
    return row?.telegram_file_id;
  }

  async rememberSentFile(botId: number, objectKey: string, telegramFileId: string): Promise<void> {
    await this.database.query(
      `insert into sent_files (bot_id, object_key, telegram_file_id) values ($1, $2, $3)
       on conflict (bot_id, object_key) do update set telegram_file_id = excluded.telegram_file_id`,
      [botId, objectKey, telegramFileId],
    );
  }
}
