import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';

/** Messages to somebody who goes: they outlast what they are about. */
const FAREWELLS = ['leaving', 'forgotten'];
const NOBODY_NEW = 'not exists (select 1 from users u where u.telegram_id = $1)';
const HOUR_MS = 3_600_000;

/** What is stored of a private chat. Somebody who comes back is new in it: only what was said before goes. */
@Injectable()
export class ChatTraces {
  constructor(private readonly database: Database) {}

  /**
   * Holds back all handling of the chat until the commit, with the lock that handlers take. What is read after it
   * stays true.
   */
  async lock(chatId: number): Promise<void> {
    await this.database.query(
      `select pg_advisory_xact_lock(hashint8extended(chat_id, bot_id))
       from (select chat_id, bot_id from chats where chat_id = $1 order by bot_id) of_bot`,
      [chatId],
    );
  }

  /** All messages but the farewells, which are still to be sent. */
  async clear(chatId: number): Promise<void> {
    await this.clearMessages(chatId, `notice->>'kind' <> all($2::text[])`, [FAREWELLS]);
  }

  /** What they asked the operators, in whose chats it stands. */
  async clearQuestions(userId: string): Promise<void> {
    await this.database.query(
      `delete from outbound_messages
       where notice->>'kind' = 'support-question' and notice->>'userId' = $1`,
      [userId],
    );
  }

  /** The rest, up to `before` where somebody new is there, else to the last trace. */
  async clearRest(chatId: number, before: Date): Promise<void> {
    await this.clearMessages(
      chatId,
      `(created_at <= $2 or notice->>'kind' = any($3::text[]) or ${NOBODY_NEW})`,
      [before, FAREWELLS],
    );
    await this.database.query(
      `delete from chats c where chat_id = $1 and ${NOBODY_NEW} and not exists (
         select 1 from outbound_messages m where m.bot_id = c.bot_id and m.chat_id = c.chat_id)`,
      [chatId],
    );
  }

  /**
   * What came from them, in private and in groups. The ids of updates stay, by which one that is delivered again is
   * known. No index finds the updates of a chat, and people's messages shall not pay for one: this reads all of two
   * days, an hour's worth at a time, so it does not belong into a transaction. An update is done in the transaction
   * that makes the person new, so it is never taken for one of before.
   */
  async clearUpdates(chatId: number, before: Date): Promise<void> {
    const [range] = await this.database.query<{ first: Date | null; last: Date }>(
      'select min(received_at) as first, clock_timestamp() as last from inbox_updates',
    );
    if (!range?.first) return;
    for (let at = range.first.getTime(); at <= range.last.getTime(); at += HOUR_MS) {
      await this.database.query(
        `update inbox_updates set payload = '', chat_id = 0, last_error = null
         where received_at >= $3 and received_at < $4 and status <> 'pending'
           and (chat_id = $1 or chat_id < 0 and payload like '%"from":{"id":' || $1 || ',%')
           and (received_at <= $2 or ${NOBODY_NEW})`,
        [chatId, before, new Date(at), new Date(at + HOUR_MS)],
      );
    }
  }

  /** Each of the statuses has its index, of which this asks one after the other. */
  private async clearMessages(chatId: number, which: string, values: unknown[]): Promise<void> {
    await this.database.query(
      `delete from outbound_messages
       where bot_id in (select bot_id from chats where chat_id = $1) and chat_id = $1 and ${which}
         and (telegram_message_id is not null or status in ('pending', 'sending')
           or status in ('undeliverable', 'held')
           or telegram_message_id is null and status in ('sent', 'failed'))`,
      [chatId, ...values],
    );
  }
}
