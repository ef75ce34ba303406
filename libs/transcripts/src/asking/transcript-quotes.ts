import { Injectable } from '@nestjs/common';
import { audioPrice, Ledger } from '@aisha/accounts';
import { Database, type Transcript } from '@aisha/database';
import { QuotedWork } from './quoted-work';
import { TranscriptRows } from './transcript-rows';

/** What became of a tap on the button that pays. */
export type AcceptOutcome =
  | { outcome: 'accepted' }
  | { outcome: 'insufficient-credits'; price: number; balance: number }
  | { outcome: 'stale' };

const STALE: AcceptOutcome = { outcome: 'stale' };

/** What a transcript costs and whether the person wants it for that. */
@Injectable()
export class TranscriptQuotes {
  constructor(
    private readonly database: Database,
    private readonly rows: TranscriptRows,
    private readonly ledger: Ledger,
    private readonly work: QuotedWork,
  ) {}

  /** Names the price of a measured recording; what costs nothing is started at once. */
  offer(transcript: Transcript, durationSeconds: number): Promise<void> {
    const price = audioPrice(durationSeconds);
    return this.database.transaction(async () => {
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
      const key = `transcript-${transcriptId}`;
      const reservation = await this.ledger.reserve(ownerId, row.price, key, 'transcript');
      if (reservation.outcome === 'insufficient-credits') return reservation;
      await this.rows.move(row.id, ['quoted'], { status: 'queued', holdId: reservation.holdId });
      await this.work.start(row);
      return { outcome: 'accepted' };
    });
  }

  async decline(ownerId: string, transcriptId: string): Promise<'declined' | 'stale'> {
    const row = await this.rows.find({ id: transcriptId, ownerId });
    const settled = { status: 'declined', settledAt: new Date() } as const;
    const moved = row !== null && (await this.rows.move(row.id, ['quoted'], settled));
    return moved ? 'declined' : 'stale';
  }
}
