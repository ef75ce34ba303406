import { Injectable } from '@nestjs/common';
import { exportPerson } from '@aisha/contracts';
import { Database, Export } from '@aisha/database';
import { type ChatRef, Outbox } from '@aisha/delivery';
import { currentTraceId, Jobs, newTraceId } from '@aisha/platform';

/** How long the volumes stay in the storage: Telegram has had them long since. */
export const EXPORT_DAYS = 3;
/** A second one the same day would hold the same. */
const PAUSE_HOURS = 24;

/** `busy`: it is being packed. `too-soon`: there was one, the next is possible in `hours`. */
export type ExportRequested =
  | { outcome: 'started'; exportId: string }
  | { outcome: 'busy' }
  | { outcome: 'too-soon'; hours: number };

/** How a packing went. */
export interface PackedExport {
  /** Object keys of the volumes, in order. */
  volumes: string[];
  /** Files that there was no room for. */
  leftOut: number;
}

/** All that is stored of a person as zip files: who wants it, and what became of it. */
@Injectable()
export class Exports {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly jobs: Jobs,
  ) {}

  /** One at a time for each person, and one a day: the unique index decides between two taps. */
  request(ownerId: string, { botId, chatId }: ChatRef): Promise<ExportRequested> {
    return this.database.transaction(async () => {
      const hours = await this.pauseOf(ownerId);
      if (hours > 0) return { outcome: 'too-soon', hours };
      const traceId = currentTraceId() ?? newTraceId();
      const [row] = await this.database.query<{ id: string }>(
        `insert into exports (owner_id, bot_id, chat_id, trace_id) values ($1, $2, $3, $4)
         on conflict (owner_id) where status = 'requested' do nothing returning id`,
        [ownerId, botId, chatId, traceId],
      );
      if (!row) return { outcome: 'busy' };
      await this.jobs.enqueue(exportPerson, { exportId: row.id }, traceId);
      return { outcome: 'started', exportId: row.id };
    });
  }

  get(id: string): Promise<Export | null> {
    return this.database.repository(Export).findOneBy({ id });
  }

  /** Before anything is packed: a result counts only under this attempt. @returns null when there is nothing to do */
  async begin(id: string): Promise<Export | null> {
    const rows = await this.database.query(
      `update exports set attempt = attempt + 1 where id = $1 and status = 'requested' returning 1`,
      [id],
    );
    return rows.length > 0 ? this.get(id) : null;
  }

  /** Sends the volumes, unless another attempt has. */
  async deliver(made: Export, { volumes, leftOut }: PackedExport): Promise<void> {
    await this.database.transaction(async () => {
      const rows = await this.database.query(
        `update exports set status = 'ready', volumes = $3, left_out = $4, settled_at = now()
         where id = $1 and attempt = $2 and status = 'requested' returning 1`,
        [made.id, made.attempt, volumes, leftOut],
      );
      if (rows.length === 0) return;
      for (const index of volumes.keys()) {
        const notice = { kind: 'export-ready' as const, exportId: made.id, volume: index + 1 };
        await this.outbox.add(made, notice, { key: `export-${made.id}-${index + 1}` });
      }
    });
  }

  /** Ends an export that will not come, with a word to the person. */
  async fail(id: string): Promise<void> {
    await this.database.transaction(async () => {
      const rows = await this.database.query(
        `update exports set status = 'failed', settled_at = now()
         where id = $1 and status = 'requested' returning 1`,
        [id],
      );
      const failed = rows.length > 0 ? await this.get(id) : null;
      if (!failed) return;
      const notice = { kind: 'export-failed' as const, exportId: id };
      await this.outbox.add(failed, notice, { key: `export-failed-${id}` });
    });
  }

  /** @returns in how many hours the next one is possible, 0 for now */
  private async pauseOf(ownerId: string): Promise<number> {
    const [row] = await this.database.query<{ hours: number }>(
      `select ceil($2::int - extract(epoch from now() - created_at) / 3600)::int as hours from exports
       where owner_id = $1 and status = 'ready' and created_at > now() - make_interval(hours => $2::int)
       order by created_at desc limit 1`,
      [ownerId, PAUSE_HOURS],
    );
    return row ? Math.max(1, row.hours) : 0;
  }
}
