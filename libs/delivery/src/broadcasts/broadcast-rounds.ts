import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import { Outbox } from '../outbox/outbox';
import { AUDIENCE } from './audience';
import { COUNTS } from './broadcasts';

/** Some ten seconds at the pace of bulk: so a stop takes effect at once, and senders always find something to do. */
export const MOST_WAITING = 300;
/** An operator watches it; each word of it is an edit of one message. */
const TOLD_EACH_S = 3;

interface Running {
  id: string;
  created_by: string;
  cursor: string;
  is_listed: boolean;
  told: number;
  is_to_be_told: boolean;
}

/** Moves the broadcast that runs a step on. Any gateway may do it; the row's lock lets one at a time. */
@Injectable()
export class BroadcastRounds {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
  ) {}

  /** @returns whether one is running */
  async step(botId: number): Promise<boolean> {
    return this.database.transaction(async () => {
      const broadcast = await this.take(botId);
      if (!broadcast) return false;
      const waiting = await this.waiting(broadcast.id);
      if (!broadcast.is_listed) await this.list(botId, broadcast, MOST_WAITING - waiting);
      else if (waiting === 0) await this.end(botId, broadcast);
      if (broadcast.is_to_be_told) await this.tell(botId, broadcast);
      return true;
    });
  }

  /** One after the other, in the order in which they were begun. */
  private async take(botId: number): Promise<Running | undefined> {
    const [row] = await this.database.query<Running>(
      `select id, created_by, cursor, is_listed, told,
         coalesce(told_at, '-infinity') < now() - make_interval(secs => $2) as is_to_be_told
       from broadcasts where bot_id = $1 and status = 'running'
         and not exists (select 1 from broadcasts e where e.bot_id = $1 and e.status = 'running'
           and (e.started_at, e.id) < (broadcasts.started_at, broadcasts.id))
       for update skip locked`,
      [botId, TOLD_EACH_S],
    );
    return row;
  }

  private async waiting(id: string): Promise<number> {
    const [row] = await this.database.query<{ count: string }>(
      `select count(*) from outbound_messages
       where lane = 'bulk' and notice->>'broadcastId' = $1 and status in ('pending', 'sending')`,
      [id],
    );
    return Number(row!.count);
  }

  /** Gives the next people a row each. The cursor moves with the rows, so nobody is left out or gets two. */
  private async list(botId: number, { id, cursor }: Running, room: number): Promise<void> {
    if (room <= 0) return;
    const people = await this.database.query<{ telegram_id: string }>(`${AUDIENCE} limit $3`, [
      botId,
      cursor,
      room,
    ]);
    for (const { telegram_id: chatId } of people) {
      await this.outbox.add(
        { botId, chatId: Number(chatId) },
        { kind: 'news', broadcastId: id },
        { key: `broadcast-${id}-${chatId}`, lane: 'bulk' },
      );
    }
    await this.database.query(
      `update broadcasts set cursor = $2, queued = queued + $3, is_listed = $4 where id = $1`,
      [id, people.at(-1)?.telegram_id ?? cursor, people.length, people.length < room],
    );
  }

  private async end(botId: number, broadcast: Running): Promise<void> {
    await this.database.query(
      `update broadcasts b set status = 'done', ended_at = now(), (sent, failed) = (${COUNTS})
       where id = $1`,
      [broadcast.id],
    );
    broadcast.is_to_be_told = true;
  }

  private async tell(botId: number, { id, created_by, told }: Running): Promise<void> {
    await this.database.query(
      'update broadcasts set told = told + 1, told_at = now() where id = $1',
      [id],
    );
    await this.outbox.add(
      { botId, chatId: Number(created_by) },
      { kind: 'operator-broadcast', broadcastId: id },
      { key: `broadcast-${id}-told-${told + 1}`, slot: `broadcast-${id}` },
    );
  }
}
