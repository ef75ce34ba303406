import { Injectable } from '@nestjs/common';
import { Database, type TranscriptStatus } from '@aisha/database';
import { IncomingFiles } from '@aisha/delivery';
import { TranscriptRows } from './transcript-rows';

/** Nobody works on these. */
const SETTLED: readonly TranscriptStatus[] = ['ready', 'failed', 'declined', 'quoted'];

/** Rows that hang on a transcript and go with it. */
interface Hanging {
  table: string;
  /** Column of an object's key. */
  objects?: string;
}
/** Every table that refers to transcripts by a `transcript_id`, in an order in which rows can be deleted. */
export const HANGING: readonly Hanging[] = [
  { table: 'transcript_documents', objects: 'object_key' },
  { table: 'transcript_pieces', objects: 'object_key' },
];

/** Where the text lies by Telegram's reckoning once it was sent as a file; no object of ours has this key. */
export const textFileKey = ({ id, ownerId }: { id: string; ownerId: string }): string =>
  `texts/${ownerId}/${id}.txt`;

/** What people do to transcripts that are there. A transcript of somebody else is not there. */
@Injectable()
export class TranscriptChanges {
  constructor(
    private readonly database: Database,
    private readonly rows: TranscriptRows,
    private readonly files: IncomingFiles,
  ) {}

  /** @returns false when it is not there */
  async rename(ownerId: string, id: string, title: string): Promise<boolean> {
    const rows = await this.database.query(
      `update transcripts set title = $3 where id = $2 and owner_id = $1 and status = 'ready' returning 1`,
      [ownerId, id, title],
    );
    return rows.length > 0;
  }

  /**
   * Deletes a transcript with all that was made of it; a sweep deletes the recording and the files.
   * @returns `busy` while it is worked on
   */
  async remove(ownerId: string, id: string): Promise<'removed' | 'busy' | 'stale'> {
    return this.database.transaction(async () => {
      const row = await this.rows.lock({ id, ownerId });
      if (!row) return 'stale';
      if (!SETTLED.includes(row.status)) return 'busy';
      await this.files.letGo([textFileKey(row), ...(await this.strip(id))]);
      await this.rows.delete(id, SETTLED);
      await this.files.discard(row.fileId);
      return 'removed';
    });
  }

  /** @returns keys of the objects of what hung on it */
  private async strip(id: string): Promise<string[]> {
    const keys: string[] = [];
    for (const { table, objects } of HANGING) {
      const rows = await this.database.query<{ key: string | null }>(
        `delete from ${table} where transcript_id = $1 returning ${objects ?? 'null'} as key`,
        [id],
      );
      keys.push(...rows.flatMap(({ key }) => key ?? []));
    }
    return keys;
  }
}
