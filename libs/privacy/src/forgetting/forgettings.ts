import { Injectable } from '@nestjs/common';
import { type User, Users } from '@aisha/accounts';
import { forgetPerson } from '@aisha/contracts';
import { Database, Forgetting } from '@aisha/database';
import type { ChatRef } from '@aisha/delivery';
import { currentTraceId, Jobs, newTraceId } from '@aisha/platform';
import { Belongings } from './belongings';

/** `stale`: not what they were asked about, or not asked at all. The receipt is the number of the deletion. */
export type ForgettingRequested = { outcome: 'leaving'; receipt: string } | { outcome: 'stale' };

/** The wish to be forgotten, and where it stands. */
@Injectable()
export class Forgettings {
  constructor(
    private readonly database: Database,
    private readonly belongings: Belongings,
    private readonly users: Users,
    private readonly jobs: Jobs,
  ) {}

  /**
   * Takes the second yes. From the commit on they are leaving; asking again gives the same receipt.
   * @param of the digest of what they were asked about
   * @param mark by which somebody who comes back is known not to be new
   */
  request(user: User, chat: ChatRef, of: string, mark?: string): Promise<ForgettingRequested> {
    return this.database.transaction(async () => {
      if ((await this.belongings.of(user)).digest !== of) return { outcome: 'stale' };
      const rows = await this.database.query(
        `update users set leaving_at = now() where id = $1 and leaving_at is null returning 1`,
        [user.id],
      );
      const receipt =
        rows.length > 0 ? await this.add(user, chat, mark) : await this.receiptOf(user.id);
      await this.users.preload([user.telegramId]); // what follows in this transaction knows it too
      return receipt ? { outcome: 'leaving', receipt } : { outcome: 'stale' };
    });
  }

  /** The number of the deletion that goes on. */
  async receiptOf(userId: string): Promise<string | undefined> {
    const [row] = await this.database.query<{ id: string }>(
      `select id from forgettings where user_id = $1 order by requested_at desc limit 1`,
      [userId],
    );
    return row?.id;
  }

  get(id: string): Promise<Forgetting | null> {
    return this.database.repository(Forgetting).findOneBy({ id });
  }

  /** Those whom a restored database brought back. Nobody asked, so nobody is told. */
  async repeat(userIds: string[]): Promise<number> {
    return this.database.transaction(async () => {
      const rows = await this.database.query<{ id: string; trace_id: string }>(
        `with back as (
           update users u set leaving_at = coalesce(leaving_at, now())
           where id = any($1) and telegram_id is not null and not exists (
             select 1 from forgettings f where f.user_id = u.id and f.status in ('requested', 'erased'))
           returning id, telegram_id, language
         )
         insert into forgettings (user_id, chat_id, language, trace_id)
         select id, telegram_id, language, $2 from back
         on conflict (user_id) where status in ('requested', 'erased') do nothing
         returning id, trace_id`,
        [userIds, currentTraceId() ?? newTraceId()],
      );
      for (const { id, trace_id } of rows) {
        await this.jobs.enqueue(forgetPerson, { forgettingId: id }, trace_id);
      }
      return rows.length;
    });
  }

  private async add({ id, language }: User, chat: ChatRef, mark?: string): Promise<string> {
    const traceId = currentTraceId() ?? newTraceId();
    const [row] = await this.database.query<{ id: string }>(
      `insert into forgettings (user_id, bot_id, chat_id, language, mark, trace_id)
       values ($1, $2, $3, $4, $5, $6) returning id`,
      [id, chat.botId, chat.chatId, language, mark ?? null, traceId],
    );
    const forgettingId = row!.id;
    await this.jobs.enqueue(forgetPerson, { forgettingId }, traceId);
    return forgettingId;
  }
}
