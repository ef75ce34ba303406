import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import { asLine, LINE_COLUMNS, type LineRow, type TranscriptLine } from './transcript-lines';
import { type FoundPage, TranscriptSearch } from './transcript-search';

export interface TranscriptPage {
  items: TranscriptLine[];
  /** Of all pages. */
  total: number;
}

/** What a person has had transcribed. */
@Injectable()
export class TranscriptHistory {
  constructor(
    private readonly database: Database,
    private readonly searching: TranscriptSearch,
  ) {}

  /** Those that are ready, newest first. @param page counted from 0 */
  async page(ownerId: string, page: number, size: number): Promise<TranscriptPage> {
    const [counted] = await this.database.query<{ total: string }>(
      `select count(*) as total from transcripts where owner_id = $1 and status = 'ready'`,
      [ownerId],
    );
    const rows = await this.database.query<LineRow>(
      `select ${LINE_COLUMNS} from transcripts where owner_id = $1 and status = 'ready'
       order by created_at desc, id desc offset $2 limit $3`,
      [ownerId, page * size, size],
    );
    return { items: rows.map(asLine), total: Number(counted!.total) };
  }

  search(ownerId: string, words: string, page: number, size: number): Promise<FoundPage> {
    return this.searching.find(ownerId, words, page, size);
  }
}
