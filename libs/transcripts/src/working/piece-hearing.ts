import { Injectable } from '@nestjs/common';
import { Database, type Transcript, type TranscriptPiece } from '@aisha/database';
import { Outbox } from '@aisha/delivery';
import { TranscriptRows } from '../asking/transcript-rows';
import { Hearing } from './hearing';
import { LongRecordings } from './long-recordings';
import type { PieceWords } from './piece-rows';
import { PieceStore } from './piece-store';

/** With fewer pieces the text is there before anybody asks. */
const TOLD_FROM_PIECES = 3;
/** Telegram takes an edit a second; who waits for minutes reads one in five. */
const TOLD_EACH_MS = 5_000;

/** Worker: one piece of a long recording to text. */
@Injectable()
export class PieceHearing {
  constructor(
    private readonly database: Database,
    private readonly rows: TranscriptRows,
    private readonly store: PieceStore,
    private readonly hearing: Hearing,
    private readonly long: LongRecordings,
    private readonly outbox: Outbox,
  ) {}

  /** Hears a piece and has the next one heard; what was heard is not heard again. @throws to be tried again */
  async hear(transcriptId: string, position: number, signal?: AbortSignal): Promise<void> {
    const row = await this.rows.find({ id: transcriptId });
    if (row?.status !== 'queued') return;
    const piece = await this.store.rows.begin(transcriptId, position);
    if (piece) {
      const bytes = await this.store.objects.getBytes(piece.objectKey); // 5 MB at most
      const { text, language = null, segments } = await this.hearing.hear(row, bytes, signal);
      await this.keep(row, piece, { text, language, segments: segments ? [...segments] : null });
      await this.store.objects.delete([piece.objectKey]);
    }
    await this.long.goOn(row);
  }

  private keep(row: Transcript, piece: TranscriptPiece, words: PieceWords): Promise<void> {
    return this.database.transaction(async () => {
      // It goes on: the sweep that ends what stands still begins to count anew.
      await this.database.query('update transcripts set updated_at = now() where id = $1', [
        row.id,
      ]);
      if (await this.store.rows.settle(piece, words)) await this.tell(row);
    });
  }

  /** The key is one for some seconds: of several pieces in them only one is told. */
  private async tell(row: Transcript): Promise<void> {
    const { percent, pieces } = await this.store.rows.progress(row.id);
    if (pieces < TOLD_FROM_PIECES || percent >= 100) return;
    const step = Math.floor(Date.now() / TOLD_EACH_MS);
    await this.outbox.add(
      row,
      { kind: 'transcript-progress', transcriptId: row.id, percent },
      { key: `transcript-progress-${row.id}-${step}`, slot: `transcript-${row.id}` },
    );
  }
}
