import { Injectable } from '@nestjs/common';
import { Ledger } from '@aisha/accounts';
import { Database, type TranscriptFailure, type TranscriptStatus } from '@aisha/database';
import { Outbox } from '@aisha/delivery';
import { TranscriptRows } from './transcript-rows';

/** Where nobody but we can act; a quote waits for the person. */
const OPEN: readonly TranscriptStatus[] = ['fetching', 'probing', 'queued'];

/** The one way in which a transcript fails: credits back, row settled, person told, once and all together. */
@Injectable()
export class TranscriptFailures {
  constructor(
    private readonly database: Database,
    private readonly rows: TranscriptRows,
    private readonly ledger: Ledger,
    private readonly outbox: Outbox,
  ) {}

  /** @returns false when the transcript was settled before */
  fail(transcriptId: string, failure: TranscriptFailure, from = OPEN): Promise<boolean> {
    return this.database.transaction(async () => {
      const row = await this.rows.find({ id: transcriptId });
      if (!row || !from.includes(row.status)) return false;
      if (row.holdId) await this.ledger.release(row.holdId);
      const settled = { status: 'failed', failure, settledAt: new Date() } as const;
      if (!(await this.rows.move(row.id, from, settled))) return false;
      await this.outbox.add(
        row,
        { kind: 'transcript-failed', transcriptId },
        { key: `transcript-failed-${transcriptId}`, slot: `transcript-${transcriptId}` },
      );
      return true;
    });
  }
}
