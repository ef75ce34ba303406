import { Injectable } from '@nestjs/common';
import { Database, Talk } from '@aisha/database';
import type { ChatRef } from '@aisha/delivery';
import type { Exchange } from './memory-bounds';

/** What was said in a chat and stands in no summary yet. */
export interface Unsummarised {
  readonly summary: string | null;
  /** Who spoke last: whose the cost of the summary is. */
  readonly ownerId?: string;
  /** Oldest first. */
  readonly exchanges: readonly (Exchange & { readonly at: string })[];
}

/** In one summary. The rest comes into the next one. */
const EXCHANGES = 100;
/** Of one question or answer. */
const CHARACTERS = 4_000;

/** The rows of talks. Times stay text: Postgres counts finer than a Date. */
@Injectable()
export class TalkRows {
  constructor(private readonly database: Database) {}

  /** From now on the model is shown nothing of before. */
  async renew({ botId, chatId }: ChatRef): Promise<void> {
    await this.database.query(
      `insert into talks (bot_id, chat_id) values ($1, $2)
       on conflict (bot_id, chat_id) do update
       set began_at = clock_timestamp(), summary = null, summarised_until = null`,
      [botId, chatId],
    );
  }

  async unsummarised({ botId, chatId }: ChatRef): Promise<Unsummarised> {
    const talk = await this.database.repository(Talk).findOneBy({ botId, chatId });
    const exchanges = await this.database.query<Exchange & { at: string; ownerId: string }>(
      `select left(a.question, $4) as question, left(a.text, $4) as answer, a.created_at::text as at,
         a.owner_id as "ownerId"
       from answers a left join talks t using (bot_id, chat_id)
       where a.bot_id = $1 and a.chat_id = $2 and a.status = 'ready' and a.text is not null
         and a.created_at > coalesce(greatest(t.began_at, t.summarised_until), '-infinity')
       order by a.created_at limit $3`,
      [botId, chatId, EXCHANGES, CHARACTERS],
    );
    return { summary: talk?.summary ?? null, ownerId: exchanges.at(-1)?.ownerId, exchanges };
  }

  /**
   * Keeps a summary, unless the talk began anew since, or another summary came first.
   * @param before the summary that this one takes in
   */
  async keep(
    { botId, chatId }: ChatRef,
    { summary, until, before }: { summary: string; until: string; before: string | null },
  ): Promise<boolean> {
    const rows = await this.database.query(
      `insert into talks (bot_id, chat_id, began_at, summary, summarised_until)
       values ($1, $2, '-infinity', $3, $4)
       on conflict (bot_id, chat_id) do update set summary = $3, summarised_until = $4
       where talks.summary is not distinct from $5 and talks.began_at < $4
       returning 1`,
      [botId, chatId, summary, until, before],
    );
    return rows.length > 0;
  }
}
