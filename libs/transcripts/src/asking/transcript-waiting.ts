import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import { Outbox } from '@aisha/delivery';
import { TranscriptRows } from './transcript-rows';

/** Who waits no longer than this has not begun to wonder. */
const UNSAID_MS = 30_000;

/** Says why nothing comes while the provider is away. */
@Injectable()
export class TranscriptWaiting {
  constructor(
    private readonly database: Database,
    private readonly rows: TranscriptRows,
    private readonly outbox: Outbox,
  ) {}

  /** Called whenever the tries of a job are used up and the transcript goes on waiting; the person hears of it once. */
  async note(transcriptId: string): Promise<void> {
    await this.database.transaction(async () => {
      const row = await this.rows.find({ id: transcriptId, status: 'queued' });
      if (!row || row.updatedAt.getTime() > Date.now() - UNSAID_MS) return;
      await this.outbox.add(
        row,
        { kind: 'transcript-waiting', transcriptId },
        { key: `transcript-waiting-${transcriptId}`, slot: `transcript-${transcriptId}` },
      );
    });
  }
}
