import { Injectable } from '@nestjs/common';
import { checkChatAdmin, type GroupTranscribes } from '@aisha/contracts';
import { Database } from '@aisha/database';
import { currentTraceId, Jobs, newTraceId } from '@aisha/platform';
import type { ChatRef } from '../chat-ref';
import { Outbox } from '../outbox/outbox';

/** What somebody pressed in a group and nobody has judged yet. */
export interface WantedSetting {
  transcribe: GroupTranscribes;
  /** Who pressed, by Telegram's id. */
  telegramId: number;
  language: 'ru' | 'en';
  /** The same for the same press. */
  press: string;
}

/** The screen of a group's settings, which changes in place. */
export const GROUP_SETTINGS_SLOT = 'group-settings';
/** Telegram answers within seconds; a wish that is older than this belongs to an outage, and nobody waits for it. */
const WISH_LIFE_S = 600;

/**
 * What the administrators of groups chose. A press is a wish in the row; whether its author may have it is asked of
 * Telegram by a job, never while an update is handled. The latest press counts.
 */
@Injectable()
export class GroupSettings {
  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly outbox: Outbox,
  ) {}

  async transcribes({ botId, chatId }: ChatRef): Promise<GroupTranscribes> {
    const [row] = await this.database.query<{ transcribe: GroupTranscribes }>(
      'select transcribe from chat_settings where bot_id = $1 and chat_id = $2',
      [botId, chatId],
    );
    return row?.transcribe ?? 'on-reply';
  }

  /** Joins the surrounding transaction. */
  async want({ botId, chatId }: ChatRef, userId: string, wanted: GroupTranscribes): Promise<void> {
    await this.database.query(
      `insert into chat_settings (bot_id, chat_id, wanted, wanted_by, wanted_at)
       values ($1, $2, $3, $4, clock_timestamp())
       on conflict (bot_id, chat_id) do update set wanted = excluded.wanted,
         wanted_by = excluded.wanted_by, wanted_at = excluded.wanted_at`,
      [botId, chatId, wanted, userId],
    );
    await this.jobs.enqueue(checkChatAdmin, { botId, chatId }, currentTraceId() ?? newTraceId());
  }

  /** @returns undefined when nothing is wanted, or it was long ago */
  async wanted({ botId, chatId }: ChatRef): Promise<WantedSetting | undefined> {
    const [row] = await this.database.query<{
      wanted: GroupTranscribes;
      telegram_id: string;
      language: 'ru' | 'en';
      press: string;
    }>(
      `select s.wanted, u.telegram_id, coalesce(u.chosen_language, u.language) as language,
         extract(epoch from s.wanted_at)::text as press
       from chat_settings s join users u on u.id = s.wanted_by
       where s.bot_id = $1 and s.chat_id = $2 and s.wanted is not null
         and u.telegram_id is not null and s.wanted_at > now() - make_interval(secs => $3)`,
      [botId, chatId, WISH_LIFE_S],
    );
    if (!row) return undefined;
    const { wanted: transcribe, telegram_id, language, press } = row;
    return { transcribe, telegramId: Number(telegram_id), language, press };
  }

  /** Grants or drops a wish and says so, once. It does nothing when somebody has pressed again since. */
  settle(chat: ChatRef, wish: WantedSetting, granted: boolean): Promise<void> {
    const { press, transcribe, language } = wish;
    return this.database.transaction(async () => {
      if (!(await this.end(chat, press, granted))) return;
      const key = `group-settings-${chat.botId}-${chat.chatId}-${press}`;
      await (granted
        ? this.outbox.add(
            chat,
            { kind: 'group-settings', transcribe, language },
            { key, slot: GROUP_SETTINGS_SLOT },
          )
        : this.outbox.add(chat, { kind: 'group-admins-only', language }, { key }));
    });
  }

  /** Groups whose wish waits longer than this: its job may be lost. */
  async overdue(seconds: number, limit: number): Promise<ChatRef[]> {
    const rows = await this.database.query<{ bot_id: string; chat_id: string }>(
      `select bot_id, chat_id from chat_settings where wanted is not null
         and wanted_at between now() - make_interval(secs => $2) and now() - make_interval(secs => $1)
       order by wanted_at limit $3`,
      [seconds, WISH_LIFE_S, limit],
    );
    return rows.map(({ bot_id, chat_id }) => ({ botId: Number(bot_id), chatId: Number(chat_id) }));
  }

  /** The bot was taken out of the group: whoever adds it again begins anew. */
  async forget({ botId, chatId }: ChatRef): Promise<void> {
    await this.database.query('delete from chat_settings where bot_id = $1 and chat_id = $2', [
      botId,
      chatId,
    ]);
  }

  /** A group became a supergroup, which is a new chat. */
  async move({ botId, chatId }: ChatRef, toChatId: number): Promise<void> {
    await this.database.query(
      `update chat_settings s set chat_id = $3 where bot_id = $1 and chat_id = $2
         and not exists (select 1 from chat_settings o where o.bot_id = $1 and o.chat_id = $3)`,
      [botId, chatId, toChatId],
    );
  }

  private async end({ botId, chatId }: ChatRef, press: string, granted: boolean) {
    const rows = await this.database.query<{ chat_id: string }>(
      `with wish as (
         select * from chat_settings where bot_id = $1 and chat_id = $2 and wanted is not null
           and extract(epoch from wanted_at)::text = $3 for update
       ), ended as (
         update chat_settings s set
           transcribe = case when $4::boolean then s.wanted else s.transcribe end,
           updated_by = case when $4::boolean then s.wanted_by else s.updated_by end,
           wanted = null, wanted_by = null, wanted_at = null
         from wish where s.bot_id = wish.bot_id and s.chat_id = wish.chat_id
       )
       select chat_id from wish`,
      [botId, chatId, press, granted],
    );
    return rows.length > 0;
  }
}
