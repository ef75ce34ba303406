import { Injectable } from '@nestjs/common';
import type { FileFailure, Transcript } from '@aisha/database';
import { TranscriptChanges } from './transcript-changes';
import { TranscriptHistory, type TranscriptPage } from './transcript-history';
import { TranscriptIntake, type TranscriptRequest } from './transcript-intake';
import { type AcceptOutcome, TranscriptQuotes } from './transcript-quotes';
import { TranscriptRows } from './transcript-rows';
import type { FoundPage } from './transcript-search';

/**
 * Sound that people sent and what it says: all that the dialogue asks of it. Verbs join the surrounding transaction.
 * What a worker does with a transcript is `AudioProbe` and `Transcription`.
 */
@Injectable()
export class Transcripts {
  constructor(
    private readonly rows: TranscriptRows,
    private readonly intake: TranscriptIntake,
    private readonly quotes: TranscriptQuotes,
    private readonly history: TranscriptHistory,
    private readonly changes: TranscriptChanges,
  ) {}

  /** Notes down that a person wants the text of a recording, and has its file fetched. */
  request(request: TranscriptRequest): Promise<Transcript> {
    return this.intake.request(request);
  }

  /** The file lies in the storage: it is measured next. Said twice, it is done once. */
  fileStored(fileId: string): Promise<void> {
    return this.intake.fileStored(fileId);
  }

  /** The file will not come: the transcript has failed and the person is told. */
  fileFailed(fileId: string, failure: FileFailure): Promise<void> {
    return this.intake.fileFailed(fileId, failure);
  }

  /** The person agrees to the price: credits are set aside and the work starts. A second tap is stale and costs nothing. */
  accept(ownerId: string, transcriptId: string): Promise<AcceptOutcome> {
    return this.quotes.accept(ownerId, transcriptId);
  }

  decline(ownerId: string, transcriptId: string): Promise<'declined' | 'stale'> {
    return this.quotes.decline(ownerId, transcriptId);
  }

  /** The transcript, if it is theirs. */
  find(ownerId: string, id: string): Promise<Transcript | null> {
    return this.rows.find({ id, ownerId });
  }

  /** The transcript of a notice, whosever it is; null when it was deleted. */
  lookUp(id: string): Promise<Transcript | null> {
    return this.rows.find({ id });
  }

  /** The same for one that must be there. @throws when it was deleted */
  async get(id: string): Promise<Transcript> {
    const row = await this.lookUp(id);
    if (!row) throw new Error(`no transcript ${id}`);
    return row;
  }

  /** Those that are ready, newest first. @param page counted from 0 */
  page(ownerId: string, page: number, size: number): Promise<TranscriptPage> {
    return this.history.page(ownerId, page, size);
  }

  /** Those whose titles or texts hold the words, best first. @param page counted from 0 */
  search(ownerId: string, words: string, page: number, size: number): Promise<FoundPage> {
    return this.history.search(ownerId, words, page, size);
  }

  /** @returns false when it is not there (any more), or not theirs */
  rename(ownerId: string, id: string, title: string): Promise<boolean> {
    return this.changes.rename(ownerId, id, title);
  }

  /** Deletes it with its recording and all that was made of it. */
  remove(ownerId: string, id: string): Promise<'removed' | 'busy' | 'stale'> {
    return this.changes.remove(ownerId, id);
  }
}
