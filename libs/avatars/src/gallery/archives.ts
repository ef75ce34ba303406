import { Injectable } from '@nestjs/common';
import { type GalleryFilter, packGallery } from '@aisha/contracts';
import { Archive, Database } from '@aisha/database';
import { type ChatRef, Outbox } from '@aisha/delivery';
import { currentTraceId, Jobs, newTraceId } from '@aisha/platform';
import { Gallery } from './gallery';

/** A second tap of an impatient finger is no second wish, even if the first archive was ready at once. */
const ONE_WISH_SECONDS = 10;

/** `busy`: this person's archive is being packed. `empty`: no pictures to pack. */
export type ArchiveRequested =
  { outcome: 'started'; archiveId: string } | { outcome: 'busy' } | { outcome: 'empty' };

/** How a packing went. */
export interface Packed {
  /** Object keys of the volumes, in order. */
  volumes: string[];
  packed: number;
  leftOut: number;
}

/** People's pictures as zip files: who wants one, and what became of it. */
@Injectable()
export class Archives {
  constructor(
    private readonly database: Database,
    private readonly gallery: Gallery,
    private readonly outbox: Outbox,
    private readonly jobs: Jobs,
  ) {}

  /** Has the pictures of a filter packed. One archive at a time for each person. */
  async request(ownerId: string, filter: GalleryFilter, chat: ChatRef): Promise<ArchiveRequested> {
    if ((await this.gallery.count(ownerId, filter)) === 0) return { outcome: 'empty' };
    return this.database.transaction(async () => {
      const traceId = currentTraceId() ?? newTraceId();
      const [row] = await this.database.query<{ id: string }>(
        `insert into archives (owner_id, filter, bot_id, chat_id, trace_id)
         select $1, $2, $3, $4, $5 where not exists (select 1 from archives
           where owner_id = $1 and created_at > now() - make_interval(secs => $6))
         on conflict (owner_id) where status = 'requested' do nothing returning id`,
        [ownerId, JSON.stringify(filter), chat.botId, chat.chatId, traceId, ONE_WISH_SECONDS],
      );
      if (!row) return { outcome: 'busy' };
      await this.jobs.enqueue(packGallery, { archiveId: row.id }, traceId);
      return { outcome: 'started', archiveId: row.id };
    });
  }

  get(id: string): Promise<Archive | null> {
    return this.rows.findOneBy({ id });
  }

  /** Before anything is packed: a result counts only under this attempt. @returns null when there is nothing to do */
  async begin(id: string): Promise<Archive | null> {
    const rows = await this.database.query(
      `update archives set attempt = attempt + 1 where id = $1 and status = 'requested' returning 1`,
      [id],
    );
    return rows.length > 0 ? this.get(id) : null;
  }

  /** Sends the volumes, unless another attempt has. */
  async deliver(archive: Archive, { volumes, packed, leftOut }: Packed): Promise<void> {
    await this.database.transaction(async () => {
      const rows = await this.database.query(
        `update archives set status = 'ready', volumes = $3, packed = $4, left_out = $5,
           settled_at = now()
         where id = $1 and attempt = $2 and status = 'requested' returning 1`,
        [archive.id, archive.attempt, volumes, packed, leftOut],
      );
      if (rows.length === 0) return;
      for (const volume of volumes.keys()) await this.tell(archive, volume + 1);
    });
  }

  /** Ends an archive that will not come, with a word to the person. */
  async fail(id: string): Promise<void> {
    await this.database.transaction(async () => {
      const rows = await this.database.query(
        `update archives set status = 'failed', settled_at = now()
         where id = $1 and status = 'requested' returning 1`,
        [id],
      );
      const archive = rows.length > 0 ? await this.get(id) : null;
      if (!archive) return;
      const notice = { kind: 'gallery-archive-failed' as const, archiveId: id };
      await this.outbox.add(archive, notice, { key: `archive-failed-${id}`, slot: slotOf(id) });
    });
  }

  private async tell(archive: Archive, volume: number): Promise<void> {
    const notice = { kind: 'gallery-archive' as const, archiveId: archive.id, volume };
    await this.outbox.add(archive, notice, {
      key: `archive-${archive.id}-${volume}`,
      slot: volume === 1 ? slotOf(archive.id) : undefined,
    });
  }

  private get rows() {
    return this.database.repository(Archive);
  }
}

const slotOf = (archiveId: string) => `archive-${archiveId}`;
