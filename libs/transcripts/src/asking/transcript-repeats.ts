import { Injectable } from '@nestjs/common';
import { Database, type Transcript, type TranscriptStatus } from '@aisha/database';
import { IncomingFiles, Outbox } from '@aisha/delivery';
import { TranscriptRows } from './transcript-rows';

/** Before anything was paid or heard. */
const BEGUN: readonly TranscriptStatus[] = ['fetching', 'probing', 'quoted'];

/**
 * The same recording sent again by the same person: they get the transcript that there is, with its title and its
 * documents, at once and for nothing, and the second copy goes. While the first is still worked on the second goes its
 * own way; it is looked at once more before its price is named and before it is paid.
 */
@Injectable()
export class TranscriptRepeats {
  constructor(
    private readonly database: Database,
    private readonly rows: TranscriptRows,
    private readonly files: IncomingFiles,
    private readonly outbox: Outbox,
  ) {}

  /** @returns whether the transcript was a repetition: it is gone, and the person is told what they have */
  async settle(again: Transcript): Promise<boolean> {
    // What they got in private, by their own name for it, is not for a group to read.
    if (again.chatId < 0) return false;
    return this.database.transaction(async () => {
      const transcriptId = await this.earlier(again);
      if (!transcriptId || !(await this.rows.delete(again.id, BEGUN))) return false;
      await this.files.discard(again.fileId);
      await this.outbox.add(
        again,
        { kind: 'transcript-repeated', transcriptId },
        { key: `transcript-repeated-${again.id}`, slot: `transcript-${again.id}` },
      );
      return true;
    });
  }

  /** Content alone says so, never what the file is called; another language would give another text. */
  private async earlier({ fileId, askedLanguage }: Transcript): Promise<string | undefined> {
    const [row] = await this.database.query<{ id: string }>(
      `select t.id from incoming_files again
       join incoming_files f on f.owner_id = again.owner_id and f.sha256 = again.sha256
       join transcripts t on t.file_id = f.id
       where again.id = $1 and f.id <> again.id and t.status = 'ready'
         and t.asked_language is not distinct from $2
       order by t.created_at desc limit 1`,
      [fileId, askedLanguage],
    );
    return row?.id;
  }
}
