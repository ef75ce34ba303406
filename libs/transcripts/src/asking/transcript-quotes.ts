import { Injectable } from '@nestjs/common';
import { audioPrice, Ledger } from '@aisha/accounts';
import { Database, type Transcript } from '@aisha/database';
import { IncomingFiles } from '@aisha/delivery';
import { QuotedWork } from './quoted-work';
import { TranscriptRepeats } from './transcript-repeats';
import { TranscriptRows } from './transcript-rows';

/** What became of a tap on the button that pays. */
export type AcceptOutcome =
  | { outcome: 'accepted' }
  /** The same recording has become text meanwhile: they get that, for nothing. */
  | { outcome: 'repeated' }
  | { outcome: 'insufficient-credits'; price: number; balance: number }
  | { outcome: 'stale' };

const STALE: AcceptOutcome = { outcome: 'stale' };
/** Who has not answered within a day does not want it; their file is kept no longer. */
const QUOTE_OPEN_S = 24 * 60 * 60;
/** One short transaction each. */
const QUOTES_A_ROUND = 500;

/** What a transcript costs and whether the person wants it for that. */
@Injectable()
export class TranscriptQuotes {
  constructor(
    private readonly database: Database,
    private readonly rows: TranscriptRows,
    private readonly ledger: Ledger,
    private readonly work: QuotedWork,
    private readonly repeats: TranscriptRepeats,
    private readonly files: IncomingFiles,
  ) {}

  /** Names the price of a measured recording; what costs nothing is started at once. */
  offer(transcript: Transcript, durationSeconds: number): Promise<void> {
    const price = audioPrice(durationSeconds);
    return this.database.transaction(async () => {
      if (await this.repeats.settle(transcript)) return;
      const status = price === 0 ? 'queued' : 'quoted';
      const changes = { status, price, durationSeconds } as const;
      if (!(await this.rows.move(transcript.id, ['probing'], changes))) return;
      await (price === 0 ? this.work.start(transcript) : this.work.announce(transcript));
    });
  }

  accept(ownerId: string, transcriptId: string): Promise<AcceptOutcome> {
    return this.database.transaction(async () => {
      const row = await this.rows.lock({ id: transcriptId, ownerId });
      if (row?.status !== 'quoted' || row.price === null) return STALE;
      if (await this.repeats.settle(row)) return { outcome: 'repeated' };
      const key = `transcript-${transcriptId}`;
      const reservation = await this.ledger.reserve(ownerId, row.price, key, 'transcript');
      if (reservation.outcome === 'insufficient-credits') return reservation;
      await this.rows.move(row.id, ['quoted'], { status: 'queued', holdId: reservation.holdId });
      await this.work.start(row);
      return { outcome: 'accepted' };
    });
  }

  async decline(ownerId: string, transcriptId: string): Promise<'declined' | 'stale'> {
    return this.database.transaction(async () => {
      const row = await this.rows.lock({ id: transcriptId, ownerId });
      return row && (await this.close(row)) ? 'declined' : 'stale';
    });
  }

  /** Ends quotes that nobody answers. Safe in several replicas at once. */
  async expire(): Promise<void> {
    for (const { id } of await this.rows.stuck(['quoted'], QUOTE_OPEN_S, QUOTES_A_ROUND)) {
      await this.database.transaction(async () => {
        const row = await this.rows.lock({ id });
        if (row && (await this.close(row))) await this.work.announceLapse(row);
      });
    }
  }

  private async close({ id, fileId }: Transcript): Promise<boolean> {
    const settled = { status: 'declined', settledAt: new Date() } as const;
    if (!(await this.rows.move(id, ['quoted'], settled))) return false;
    await this.files.release(fileId);
    return true;
  }
}
