import { Injectable, Logger } from '@nestjs/common';
import { Database } from '@aisha/database';
import { newTraceId, rootSpan, runWithTrace } from '@aisha/platform';
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
  /** Since it was stored, in milliseconds by the database's clock. */
  waitedMs: number;
}

/** How a round left a chat: nothing waits, more does, or another process is at work on it. */
export type ChatProgress = 'drained' | 'more' | 'busy';

export interface Round {
  /** Updates handled. */
  handled: number;
  progress: Map<number, ChatProgress>;
}

/** A chat that was locked, once for each of its updates, or once without. */
interface TakenRow {
  chatId: number;
  update?: OrderedUpdate;
}
interface StoredRow {
  chat_id: string;
  update_id: string;
  trace_id: string;
}
interface OrderedUpdate extends WaitingUpdate {
  seq: number;
}

/** A handler that fails this often is not asked again: the update is set aside and the chat goes on. */
export const MAX_ATTEMPTS = 5;
const RETENTION_HOURS = 48;
/** A gateway that lives has begun with an update long before this. */
const ORPHANED_AFTER_SECONDS = 1;
/** More than Telegram asks within the seconds for which it waits. */
const URGENT_AT_ONCE = 500;

/** What came from Telegram: stored before it is confirmed, handled once, kept to know it again. */
@Injectable()
export class Inbox {
  private readonly logger = new Logger(Inbox.name);

  constructor(
    private readonly database: Database,
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

  /**
   * Handles what waits in some chats: all effects and all `done` marks are one transaction. Each chat is locked
   * until its end, so that its updates are handled one at a time and in order, whatever process they reach.
   * The lock ends with the transaction and so with the process; one that freezes in the middle is cut off by
   * Postgres (`idle_in_transaction_session_timeout`) before anybody trusts it for longer than a lease.
   * @param limit most updates of a chat in this round
   * @param effects gets them in the order in which they were received
   */
  async handle(
    botId: number,
    chatIds: number[],
    limit: number,
    effects: (updates: WaitingUpdate[]) => Promise<void>,
  ): Promise<Round> {
    return this.database.transaction(async () => {
      const rows = await this.takeUpdates(botId, chatIds, limit);
      const updates = rows
        .flatMap(({ update }) => update ?? [])
        .sort((one, other) => one.seq - other.seq);
      if (updates.length > 0) await effects(updates);
      return { handled: updates.length, progress: progressOf(chatIds, rows, limit) };
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

  /** Chats with updates that nobody works on: left by a gateway that died. */
  async orphanedChats(
    botId: number,
    limit: number,
    olderThanSeconds = ORPHANED_AFTER_SECONDS,
  ): Promise<ChatRef[]> {
    const rows = await this.database.query<{ chat_id: string }>(
      `select distinct i.chat_id from inbox_updates i
       where i.bot_id = $1 and i.status = 'pending'
         and i.received_at < now() - make_interval(secs => $3)
       limit $2`,
      [botId, limit, olderThanSeconds],
    );
    return rows.map(({ chat_id }) => ({ botId, chatId: Number(chat_id) }));
  }

  /**
   * Young updates that wait for their turn and hold these words, whatever waits before them.
   * @param words as they stand in what Telegram sent
   */
  async waitingWith(botId: number, words: string, youngerThanS: number) {
    const rows = await this.database.query<{
      update_id: string;
      chat_id: string;
      payload: string;
      received_at: Date;
    }>(
      `select update_id, chat_id, payload, received_at from inbox_updates
       where bot_id = $1 and status = 'pending' and strpos(payload, $2) > 0
         and received_at > now() - make_interval(secs => $3)
       order by received_at limit $4`,
      [botId, words, youngerThanS, URGENT_AT_ONCE],
    );
    return rows.map((row) => ({
      updateId: Number(row.update_id),
      chatId: Number(row.chat_id),
      raw: row.payload,
      receivedAt: row.received_at,
    }));
  }

  /** When an update was stored. */
  async receivedAt(botId: number, updateId: number): Promise<Date | undefined> {
    const [row] = await this.database.query<{ received_at: Date }>(
      'select received_at from inbox_updates where bot_id = $1 and update_id = $2',
      [botId, updateId],
    );
    return row?.received_at;
  }

  /** Telegram keeps an update for 24 h; ids are kept twice as long, so that a replay is known. */
  async forgetOld(): Promise<void> {
    await this.database.query(
      `delete from inbox_updates
       where status = 'done' and received_at < now() - make_interval(hours => $1)`,
      [RETENTION_HOURS],
    );
  }

  /**
   * Locks the chats that are free, and takes their next updates. One statement: an update that another process
   * has handled since this statement began is seen as done when its row is updated, and so left out.
   */
  private async takeUpdates(botId: number, chatIds: number[], limit: number): Promise<TakenRow[]> {
    const rows = await this.database.prepared<{
      chat_id: string;
      update_id: string | null;
      seq: string;
      payload: string;
      attempts: number;
      trace_id: string;
      waited_ms: number;
    }>('take-updates', TAKE_UPDATES, [botId, chatIds, limit]);
    return rows.map((row) => ({
      chatId: Number(row.chat_id),
      update:
        row.update_id === null
          ? undefined
          : {
              botId,
              chatId: Number(row.chat_id),
              updateId: Number(row.update_id),
              seq: Number(row.seq),
              payload: row.payload,
              attempts: row.attempts - 1,
              traceId: row.trace_id,
              waitedMs: row.waited_ms,
            },
    }));
  }

  private async insert(
    botId: number,
    updates: ReceivedUpdate[],
    epoch?: number,
  ): Promise<ChatRef[]> {
    const begunAt = Date.now();
    const rows = await this.database.transaction(async () => {
      if (epoch !== undefined) await this.fence.hold(botId, epoch);
      return this.database.prepared<StoredRow>('store-updates', STORE_UPDATES, [
        botId,
        updates.map(({ updateId }) => updateId),
        updates.map(({ chatId }) => chatId),
        updates.map(({ raw }) => raw),
        updates.map(() => newTraceId()),
      ]);
    });
    rows.forEach((row) => this.received(row, begunAt));
    return [...new Set(rows.map(({ chat_id }) => Number(chat_id)))].map((chatId) => ({
      botId,
      chatId,
    }));
  }

  /** Here a trace begins. */
  private received(row: StoredRow, begunAt: number): void {
    const facts = { updateId: Number(row.update_id) };
    runWithTrace(row.trace_id, () => this.logger.log({ msg: 'update received', ...facts }));
    rootSpan('update received', row.trace_id, begunAt, { kind: 'consumer', facts });
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

/** By ctid: the rows were found a moment ago, and looking them up again by their keys would cost as much again. */
const TAKE_UPDATES = `
  with mine as materialized (
    select chat_id from unnest($2::bigint[]) as chat_id
    where pg_try_advisory_xact_lock(hashint8extended(chat_id, $1))
  ), next as materialized (
    select waiting.place from mine cross join lateral (
      select ctid as place from inbox_updates
      where bot_id = $1 and chat_id = mine.chat_id and status = 'pending' order by seq limit $3
    ) waiting
  ), taken as (
    update inbox_updates i set status = 'done', done_at = now(), attempts = attempts + 1
    from next where i.ctid = next.place and i.status = 'pending'
    returning i.chat_id, i.update_id, i.seq, i.payload, i.attempts, i.trace_id,
      (extract(epoch from clock_timestamp() - i.received_at) * 1000)::float8 as waited_ms
  )
  select mine.chat_id, taken.update_id, taken.seq, taken.payload, taken.attempts, taken.trace_id,
    taken.waited_ms
  from mine left join taken using (chat_id)`;

const STORE_UPDATES = `
  insert into inbox_updates (bot_id, update_id, chat_id, payload, trace_id)
  select $1, u.update_id, u.chat_id, u.payload, u.trace_id
  from unnest($2::bigint[], $3::bigint[], $4::text[], $5::text[]) with ordinality
    as u (update_id, chat_id, payload, trace_id, position)
  order by u.position
  on conflict (bot_id, update_id) do nothing returning chat_id, update_id, trace_id`;

function progressOf(chatIds: number[], rows: TakenRow[], limit: number): Map<number, ChatProgress> {
  const taken = new Map<number, number>();
  for (const { chatId, update } of rows) {
    taken.set(chatId, (taken.get(chatId) ?? 0) + (update ? 1 : 0));
  }
  const progress = (count: number | undefined): ChatProgress => {
    if (count === undefined) return 'busy';
    return count < limit ? 'drained' : 'more';
  };
  return new Map(chatIds.map((chatId) => [chatId, progress(taken.get(chatId))]));
}

/** Postgres refuses the value itself (class 22), such as a NUL character in a text; trying again won't help. */
const isDataError = (error: unknown): boolean =>
  String((error as { code?: unknown }).code ?? '').startsWith('22');

const withoutNul = (update: ReceivedUpdate): ReceivedUpdate => ({
  ...update,
  raw: update.raw.replaceAll('\0', '').replaceAll('\\u0000', ''),
});
