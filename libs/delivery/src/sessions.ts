import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import { beforeCommit, unitMemory } from '@aisha/platform';
import { chatKey, type ChatRef } from './chat-ref';

interface Remembered {
  chat: ChatRef;
  state: unknown;
  changed: boolean;
}

/** Where a chat stands in the dialogue. Written in the handling transaction, so never ahead of its effects. */
@Injectable()
export class Sessions {
  constructor(private readonly database: Database) {}

  /** Reads the sessions of these chats in one go, for the rest of the surrounding transaction. */
  async preload(botId: number, chatIds: number[]): Promise<void> {
    const memory = this.memory();
    const states = new Map(chatIds.map((chatId) => [chatId, undefined as unknown]));
    for (const { chat_id, state } of await this.select(botId, chatIds)) {
      states.set(Number(chat_id), state);
    }
    for (const [chatId, state] of states) {
      const chat = { botId, chatId };
      memory?.set(chatKey(chat), { chat, state, changed: false });
    }
  }

  async read(chat: ChatRef): Promise<unknown> {
    const known = this.memory()?.get(chatKey(chat));
    if (known) return known.state;
    const [row] = await this.select(chat.botId, [chat.chatId]);
    return row?.state;
  }

  /** Written before the surrounding transaction commits, together with those of other chats. */
  async write(chat: ChatRef, state: unknown): Promise<void> {
    const memory = this.memory();
    if (memory) memory.set(chatKey(chat), { chat, state, changed: true });
    else await this.save([{ chat, state, changed: true }]);
  }

  private memory(): Map<string, Remembered> | undefined {
    return unitMemory(this, () => {
      const memory = new Map<string, Remembered>();
      beforeCommit(() => this.save([...memory.values()].filter(({ changed }) => changed)));
      return memory;
    });
  }

  private select(botId: number, chatIds: number[]) {
    return this.database.query<{ chat_id: string; state: unknown }>(
      'select chat_id, state from sessions where bot_id = $1 and chat_id = any($2)',
      [botId, chatIds],
    );
  }

  private async save(sessions: Remembered[]): Promise<void> {
    if (sessions.length === 0) return;
    await this.database.query(
      `insert into sessions (bot_id, chat_id, state)
       select * from unnest($1::bigint[], $2::bigint[], $3::jsonb[])
       on conflict (bot_id, chat_id) do update set state = excluded.state, updated_at = now()`,
      [
        sessions.map(({ chat }) => chat.botId),
        sessions.map(({ chat }) => chat.chatId),
        sessions.map(({ state }) => JSON.stringify(state)),
      ],
    );
  }
}
