import { Injectable, Logger } from '@nestjs/common';
import { Database } from '@aisha/database';
import { newTraceId } from '@aisha/platform';
import { ChatClaims } from '../claims/chat-claims';
import type { ChatRef } from '../chat-ref';
import { PollerFence } from '../poller/poller-fence';

/** An update on its way in. `raw` is what Telegram sent, word for word. */
export interface ReceivedUpdate {
  updateId: number;
  chatId: number;
  raw: string;
}

/** An update that waits to be handled. */
export interface WaitingUpdate extends ChatRef {
  updateId: number;
  payload: string;
  attempts: number;
  traceId: string;
}

/** A handler that fails this often is not asked again: the update is set aside and the chat goes on. */
export const MAX_ATTEMPTS = 5;
const RETENTION_HOURS = 48;

/** What came from Telegram: stored before it is confirmed, handled once, kept to know it again. */
@Injectable()
export class Inbox {
  private readonly logger = new Logger(Inbox.name);

  constructor(
    private readonly database: Database,
    private readonly claims: ChatClaims,
    private readonly fence: PollerFence,
  ) {}

  /**
   * Stores a whole poll in one transaction under the fence; updates that are known already change nothing.
   * One that Postgres refuses does not hold the others back: the poll falls back to single inserts.
   * @returns the chats with something new
   * @throws {FenceLost} when another poller has taken over
   */
  async store(botId: number, updates: ReceivedUpdate[], epoch: number): Promise<ChatRef[]> {
    return this.storeTogether(botId, updates, epoch);
  }

  /**
   * The same without a fence, for webhooks: any number of gateways may receive at once, because Telegram holds
   * back the next update of a chat until the last is confirmed, and a confirmation is given only by who stored it.
   */
  async storeUnfenced(botId: number, updates: ReceivedUpdate[]): Promise<ChatRef[]> {
    return this.storeTogether(botId, updates);
  }

  private async storeTogether(botId: number, updates: ReceivedUpdate[], epoch?: number) {
    try {
      return await this.insert(botId, updates, epoch);
    } catch (error) {
      if (updates.length === 1 || !isDataError(error)) throw error;
      return this.storeOneByOne(botId, updates, epoch);
    }
  }

  /** The next update of a chat, in the order in which they were received. */
  async next({ botId, chatId }: ChatRef): Promise<WaitingUpdate | undefined> {
    const [row] = await this.database.query<{
      update_id: string;
      payload: string;
      attempts: number;
      trace_id: string;
    }>(
      `select update_id, payload, attempts, trace_id from inbox_updates
       where bot_id = $1 and chat_id = $2 and status = 'pending' order by seq limit 1`,
      [botId, chatId],
    );
    return (
      row && {
        botId,
        chatId,
        updateId: Number(row.update_id),
        payload: row.payload,
        attempts: row.attempts,
        traceId: row.trace_id,
      }
    );
  }

  /**
   * Handles an update: its effects and its `done` mark are one transaction, which holds the claim of the chat.
   * @returns false when it was handled before
   */
  async handle(
    update: WaitingUpdate,
    owner: string,
    effects: () => Promise<void>,
  ): Promise<boolean> {
    return this.database.transaction(async () => {
      await this.claims.hold('handle', update, owner);
      const marked = await this.database.query(
        `update inbox_updates set status = 'done', done_at = now(), attempts = attempts + 1
         where bot_id = $1 and update_id = $2 and status = 'pending' returning 1`,
        [update.botId, update.updateId],
      );
      if (marked.length === 0) return false;
      await effects();
      return true;
    });
  }

  /** Counts a failed try; the last one sets the update aside. @returns whether it was set aside */
  async failed(update: WaitingUpdate, error: unknown): Promise<boolean> {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const [row] = await this.database.query<{ status: string }>(
      `update inbox_updates set attempts = attempts + 1, last_error = left($3, 500),
         status = case when attempts + 1 >= $4 then 'quarantined' else 'pending' end
       where bot_id = $1 and update_id = $2 and status = 'pending' returning status`,
      [update.botId, update.updateId, reason, MAX_ATTEMPTS],
    );
    return row?.status === 'quarantined';
  }

  async hasWaiting({ botId, chatId }: ChatRef): Promise<boolean> {
    const rows = await this.database.query(
      `select 1 from inbox_updates
       where bot_id = $1 and chat_id = $2 and status = 'pending' limit 1`,
      [botId, chatId],
    );
    return rows.length > 0;
  }

  /** Chats with updates that nobody works on: left by a gateway that died. */
  async orphanedChats(botId: number, limit: number): Promise<ChatRef[]> {
    const rows = await this.database.query<{ chat_id: string }>(
      `select distinct i.chat_id from inbox_updates i
       where i.bot_id = $1 and i.status = 'pending' and not exists (
         select 1 from chat_claims c where c.purpose = 'handle' and c.bot_id = i.bot_id
           and c.chat_id = i.chat_id and c.expires_at > clock_timestamp())
       limit $2`,
      [botId, limit],
    );
    return rows.map(({ chat_id }) => ({ botId, chatId: Number(chat_id) }));
  }

  /** Telegram keeps an update for 24 h; ids are kept twice as long, so that a replay is known. */
  async forgetOld(): Promise<void> {
    await this.database.query(
      `delete from inbox_updates
       where status = 'done' and received_at < now() - make_interval(hours => $1)`,
      [RETENTION_HOURS],
    );
  }

  private insert(botId: number, updates: ReceivedUpdate[], epoch?: number): Promise<ChatRef[]> {
    return this.database.transaction(async () => {
      if (epoch !== undefined) await this.fence.hold(botId, epoch);
      const rows = await this.database.query<{ chat_id: string }>(
        `insert into inbox_updates (bot_id, update_id, chat_id, payload, trace_id)
         select $1, u.update_id, u.chat_id, u.payload, u.trace_id
         from unnest($2::bigint[], $3::bigint[], $4::text[], $5::text[]) with ordinality
           as u (update_id, chat_id, payload, trace_id, position)
         order by u.position
         on conflict (bot_id, update_id) do nothing returning chat_id`,
        [
          botId,
          updates.map(({ updateId }) => updateId),
          updates.map(({ chatId }) => chatId),
          updates.map(({ raw }) => raw),
          updates.map(() => newTraceId()),
        ],
      );
      return [...new Set(rows.map(({ chat_id }) => Number(chat_id)))].map((chatId) => ({
        botId,
        chatId,
      }));
    });
  }

  private async storeOneByOne(botId: number, updates: ReceivedUpdate[], epoch?: number) {
    const chats: ChatRef[] = [];
    for (const update of updates) {
      try {
        chats.push(...(await this.insert(botId, [update], epoch)));
      } catch (error) {
        if (!isDataError(error)) throw error;
        chats.push(...(await this.insert(botId, [withoutNul(update)], epoch)));
        this.logger.warn({ msg: 'stored without NUL characters', updateId: update.updateId });
      }
    }
    return chats;
  }
}

/** Postgres refuses the value itself (class 22), such as a NUL character in a text; trying again won't help. */
const isDataError = (error: unknown): boolean =>
  String((error as { code?: unknown }).code ?? '').startsWith('22');

const withoutNul = (update: ReceivedUpdate): ReceivedUpdate => ({
  ...update,
  raw: update.raw.replaceAll('\0', '').replaceAll('\\u0000', ''),
});
