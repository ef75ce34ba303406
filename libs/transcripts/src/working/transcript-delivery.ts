import { Injectable } from '@nestjs/common';
import { Ledger } from '@aisha/accounts';
import { Database, type Transcript, type TranscriptFailure } from '@aisha/database';
import { Outbox } from '@aisha/delivery';
import { noticeOfText } from '../asking/notice-of-text';
import { TranscriptRows } from '../asking/transcript-rows';
import type { Speech } from './joined-pieces';

/** Failures for want of time: the text may still come, and is given although the credits went back. */
const GIVEN_UP: readonly TranscriptFailure[] = ['provider-down', 'internal'];

/** Called in the transaction that settles a transcript. */
export type OnReady = (transcript: Transcript) => Promise<unknown>;

/** Hands over a text: money, row, what follows from it and the message in one transaction. */
@Injectable()
export class TranscriptDelivery {
  constructor(
    private readonly database: Database,
    private readonly rows: TranscriptRows,
    private readonly ledger: Ledger,
    private readonly outbox: Outbox,
  ) {}

  /** @returns false when another run was first */
  deliver(transcript: Transcript, speech: Speech, onReady: OnReady): Promise<boolean> {
    const { id, holdId } = transcript;
    return this.database.transaction(async () => {
      if (holdId) await this.ledger.capture(holdId); // does nothing once it was given back
      if (!(await this.settle(id, speech))) return false;
      await onReady({ ...transcript, ...speech, status: 'ready' });
      await this.outbox.add(
        transcript,
        { kind: noticeOfText(transcript), transcriptId: id },
        { key: `transcript-ready-${id}`, slot: `transcript-${id}` },
      );
      return true;
    });
  }

  private async settle(id: string, speech: Speech): Promise<boolean> {
    const ready = { ...speech, status: 'ready', settledAt: new Date() } as const;
    if (await this.rows.move(id, ['queued'], ready)) return true;
    return this.rows.revive(id, GIVEN_UP, ready);
  }
}
