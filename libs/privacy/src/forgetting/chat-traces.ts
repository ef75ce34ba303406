import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';

/** Messages to somebody who goes: they outlast what they are about. */
const FAREWELLS = ['leaving', 'forgotten'];

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

  /** Everything but the farewells, which are still to be sent. */
  async clear(chatId: number): Promise<void> {
    await this.clearMessages(chatId, `notice->>'kind' <> all($2::text[])`, [FAREWELLS]);
    await this.clearUpdates(chatId, 'true');
  }

  /** The rest, up to `before` where somebody new is there, else to the last trace. */
  async clearRest(chatId: number, before: Date): Promise<void> {
    const isAlone = `not exists (select 1 from users u where u.telegram_id = $1)`;
    await this.clearMessages(
      chatId,
      `(created_at <= $2 or notice->>'kind' = any($3::text[]) or ${isAlone})`,
      [before, FAREWELLS],
    );
    await this.clearUpdates(chatId, `(received_at <= $2 or ${isAlone})`, [before]);
    await this.database.query(
      `delete from chats c where chat_id = $1 and ${isAlone} and not exists (
         select 1 from outbound_messages m where m.bot_id = c.bot_id and m.chat_id = c.chat_id)`,
      [chatId],
    );
  }

  /** Each of the statuses has its index, of which this asks one after the other. */
  private async clearMessages(chatId: number, which: string, values: unknown[]): Promise<void> {
    await this.database.query(
      `delete from outbound_messages
       where bot_id in (select bot_id from chats where chat_id = $1) and chat_id = $1 and ${which}
         and (telegram_message_id is not null or status in ('pending', 'sending')
           or status = 'undeliverable'
           or telegram_message_id is null and status in ('sent', 'failed'))`,
      [chatId, ...values],
    );
  }

  /** The ids stay, by which an update that is delivered again is known. In groups it is what they said. */
  private async clearUpdates(chatId: number, which: string, values: unknown[] = []): Promise<void> {
    await this.database.query(
      `update inbox_updates set payload = '', chat_id = 0, last_error = null
       where status <> 'pending' and ${which}
         and (chat_id = $1 or chat_id < 0 and payload like '%"from":{"id":' || $1 || ',%')`,
      [chatId, ...values],
    );
  }
}
