import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import type { ChatRef } from './chat-ref';

/** Where a chat stands in the dialogue. Written in the handling transaction, so never ahead of its effects. */
@Injectable()
export class Sessions {
  constructor(private readonly database: Database) {}

  async read({ botId, chatId }: ChatRef): Promise<unknown> {
    const [row] = await this.database.query<{ state: unknown }>(
      'select state from sessions where bot_id = $1 and chat_id = $2',
      [botId, chatId],
    );
    return row?.state;
  }

  async write({ botId, chatId }: ChatRef, state: unknown): Promise<void> {
    await this.database.query(
      `insert into sessions (bot_id, chat_id, state) values ($1, $2, $3)
       on conflict (bot_id, chat_id) do update set state = excluded.state, updated_at = now()`,
      [botId, chatId, JSON.stringify(state)],
    );
  }
}
