import { Injectable } from '@nestjs/common';
import { Broadcast, type BroadcastStatus, Database } from '@aisha/database';
import { AUDIENCE } from './audience';

/** News as an operator wrote them: Telegram's HTML in both languages. */
export interface NewBroadcast {
  botId: number;
  createdBy: number;
  textRu: string;
  textEn: string;
}

/** How far a broadcast is, in messages. */
export interface BroadcastProgress {
  status: BroadcastStatus;
  audience: number;
  /** Have a row in the outbox. */
  queued: number;
  sent: number;
  /** Could not be written to, or cut off in the middle of a send: news are not worth a second copy. */
  failed: number;
}

/** News for everybody: written, looked at, begun and stopped by an operator; a sweep does the rest. */
@Injectable()
export class Broadcasts {
  constructor(private readonly database: Database) {}

  async draft({ botId, createdBy, textRu, textEn }: NewBroadcast): Promise<string> {
    const [row] = await this.database.query<{ id: string }>(
      `insert into broadcasts (bot_id, created_by, text_ru, text_en) values ($1, $2, $3, $4)
       returning id`,
      [botId, createdBy, textRu, textEn],
    );
    return row!.id;
  }

  find(id: string): Promise<Broadcast | null> {
    return this.database.repository(Broadcast).findOneBy({ id });
  }

  /** Newest first. */
  latest(botId: number, limit: number): Promise<Broadcast[]> {
    return this.database
      .repository(Broadcast)
      .find({ where: { botId }, order: { createdAt: 'DESC' }, take: limit });
  }

  /** How many people would get news now. */
  async audience(botId: number): Promise<number> {
    const [row] = await this.database.query<{ count: string }>(
      `select count(*) from (${AUDIENCE}) a`,
      [botId, 0],
    );
    return Number(row!.count);
  }

  /** @returns false for one that was begun before */
  async start(id: string, botId: number): Promise<boolean> {
    const rows = await this.database.query(
      `update broadcasts set status = 'running', started_at = now(), audience = $3
       where id = $1 and bot_id = $2 and status = 'draft' returning id`,
      [id, botId, await this.audience(botId)],
    );
    return rows.length > 0;
  }

  /** Nobody gets it any more, but for what is at Telegram already. @returns false for one that does not run */
  async stop(id: string, botId: number): Promise<boolean> {
    const rows = await this.database.query(
      `update broadcasts set status = 'stopped', ended_at = now()
       where id = $1 and bot_id = $2 and status = 'running' returning id`,
      [id, botId],
    );
    if (rows.length === 0) return false;
    await this.database.query(
      `update outbound_messages set status = 'failed', last_error = 'the broadcast was stopped'
       where lane = 'bulk' and notice->>'broadcastId' = $1 and status = 'pending'`,
      [id],
    );
    await this.database.query(
      `update broadcasts b set (sent, failed) = (${COUNTS}) where id = $1`,
      [id],
    );
    return true;
  }

  async progress(id: string): Promise<BroadcastProgress | null> {
    const [row] = await this.database.query<BroadcastProgress>(
      `select b.status, b.audience, b.queued, case when b.status = 'done' then b.sent else c.sent end
         as sent, case when b.status = 'done' then b.failed else c.failed end as failed
       from broadcasts b cross join lateral (${COUNTS}) c where b.id = $1`,
      [id],
    );
    return row ?? null;
  }
}

/** Of the broadcast `b`. */
export const COUNTS = `
  select count(*) filter (where m.status = 'sent')::int as sent,
    count(*) filter (where m.status in ('failed', 'undeliverable'))::int as failed
  from outbound_messages m where m.lane = 'bulk' and m.notice->>'broadcastId' = b.id::text`;
