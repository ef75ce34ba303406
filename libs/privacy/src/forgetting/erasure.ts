import { Injectable } from '@nestjs/common';
import { Departures, Ledger } from '@aisha/accounts';
import { Database, type FalTrace, type Forgetting } from '@aisha/database';
import { InventoryRows, type Removed } from '../inventory/inventory-rows';
import { ChatTraces } from './chat-traces';

/** A submit takes half a minute at most; after that it is known what became of it, or it never will be. */
const SUBMITTING_SECONDS = 60;

const THEIRS = 'avatar_id in (select id from avatars where owner_id = $1)';
const FAL_TRACES = ['images', 'trainings']
  .map(
    (table) =>
      `select request_id, endpoint, settled_at is null as open from ${table}
       where ${THEIRS} and request_id is not null`,
  )
  .join(' union all ');

/** The rows of a person who is forgotten. */
@Injectable()
export class Erasure {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly rows: InventoryRows,
    private readonly chat: ChatTraces,
    private readonly departures: Departures,
  ) {}

  /**
   * Begins no more work at FAL: what it was never given, it shall not get.
   * @returns false while some is being handed over, whose id at FAL is needed to stop it
   */
  async halt(userId: string): Promise<boolean> {
    const busy = await Promise.all(
      ['images', 'trainings'].map((table) => this.haltIn(table, userId)),
    );
    return !busy.some(Boolean);
  }

  /**
   * Money, rows and messages in one transaction. What FAL and the storage hold is written down in it, so that a crash
   * loses nothing of it. @returns false when it was done before
   */
  erase({ id, userId, chatId, mark }: Forgetting): Promise<boolean> {
    return this.database.transaction(async () => {
      if (chatId !== null) await this.chat.lock(chatId);
      if (!(await this.isOpen(id))) return false;
      const credits = await this.forfeit(userId, id);
      if (mark) await this.departures.note(mark, await this.departures.factsOf(userId));
      const falRequests = await this.falTraces(userId);
      const { counts, objectKeys } = await this.forget(userId, chatId);
      await this.chat.clearQuestions(userId);
      await this.letGo(objectKeys);
      if (chatId !== null) await this.chat.clear(chatId);
      await this.database.query(
        `update forgettings set status = 'erased', erased_at = clock_timestamp(), counts = $2,
           fal_requests = $3 where id = $1`,
        [id, JSON.stringify({ ...counts, credits }), JSON.stringify(falRequests)],
      );
      return true;
    });
  }

  /** Once more, for what somebody wrote who had begun before. Their chat is somebody else's by now. */
  async eraseLate({ id, userId }: Forgetting): Promise<FalTrace[]> {
    return this.database.transaction(async () => {
      await this.forfeit(userId, `${id}-late`);
      const falRequests = await this.falTraces(userId);
      const { objectKeys } = await this.forget(userId, null);
      await this.letGo(objectKeys);
      return falRequests;
    });
  }

  private async haltIn(table: string, userId: string): Promise<boolean> {
    await this.database.query(
      `update ${table} set status = 'failed', failure = 'cancelled', settled_at = now()
       where ${THEIRS} and status = 'requested'`,
      [userId],
    );
    const rows = await this.database.query(
      `select 1 from ${table} where ${THEIRS} and status = 'submitting'
         and submitted_at > now() - make_interval(secs => $2) limit 1`,
      [userId, SUBMITTING_SECONDS],
    );
    return rows.length > 0;
  }

  private async isOpen(id: string): Promise<boolean> {
    const rows = await this.database.query(
      `select 1 from forgettings where id = $1 and status = 'requested' for update`,
      [id],
    );
    return rows.length > 0;
  }

  /** Money comes first, as everywhere. @returns what they could still have spent */
  private async forfeit(userId: string, key: string): Promise<number> {
    const holds = await this.database.query<{ id: string }>(
      `select id from holds where user_id = $1 and status = 'held' order by id`,
      [userId],
    );
    for (const { id } of holds) await this.ledger.release(id);
    const [credits, debt] = [await this.ledger.balance(userId), await this.ledger.debt(userId)];
    if (credits !== 0 || debt !== 0) await this.ledger.forfeit(userId, `forfeit-${key}`);
    return credits;
  }

  private async falTraces(userId: string): Promise<FalTrace[]> {
    const rows = await this.database.query<{ request_id: string; endpoint: string; open: boolean }>(
      FAL_TRACES,
      [userId],
    );
    return rows.map(({ request_id: requestId, endpoint, open }) => ({ requestId, endpoint, open }));
  }

  /** Avatars are what workers lock first, so it is what is locked first here. */
  private async forget(userId: string, chatId: number | null): Promise<Removed> {
    await this.database.query('select 1 from users where id = $1 for update', [userId]);
    await this.database.query('select 1 from avatars where owner_id = $1 order by id for update', [
      userId,
    ]);
    return this.rows.forget({ userId, chatId });
  }

  /** The sweep of objects deletes what no row names, and none does any more. */
  private async letGo(objectKeys: string[]): Promise<void> {
    await this.database.query(
      `insert into object_removals (object_key) select distinct key from unnest($1::text[]) as key
       on conflict (object_key) do update set not_before = now()`,
      [objectKeys],
    );
  }
}
