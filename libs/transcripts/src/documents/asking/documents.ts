import { Injectable } from '@nestjs/common';
import { writeDocument } from '@aisha/contracts';
import { Database, type Transcript, type TranscriptDocument } from '@aisha/database';
import type { ChatRef } from '@aisha/delivery';
import { currentTraceId, Jobs, newTraceId } from '@aisha/platform';
import { TranscriptRows } from '../../asking/transcript-rows';
import { DocumentRows } from './document-rows';
import { type DocumentWish, hasTimes, wishColumns } from './document-wish';

/**
 * Documents that a model writes for one person in a day, for nothing. One of a recording of an hour costs us about a
 * cent: more than this in a day is no person who reads them.
 */
export const DOCUMENTS_A_DAY = 40;
const DAY_SECONDS = 24 * 3_600;
/** How long files stay in the storage: Telegram has had them long since. */
export const FILE_SECONDS = 3 * DAY_SECONDS;
/** An upload that begins shortly before the object goes would break off. */
const MARGIN_SECONDS = 3_600;

/**
 * `there`: it was made before. `under-way`: it was asked for before. `stale`: the transcript is not theirs, not
 * ready, or cannot become this.
 */
export type DocumentRequested =
  | { outcome: 'started' | 'there' | 'under-way'; documentId: string }
  | { outcome: 'limit'; limit: number }
  | { outcome: 'stale' };

const STALE: DocumentRequested = { outcome: 'stale' };

/** What people have made of their transcripts: all that the dialogue asks of it. */
@Injectable()
export class Documents {
  constructor(
    private readonly database: Database,
    private readonly rows: DocumentRows,
    private readonly transcripts: TranscriptRows,
    private readonly jobs: Jobs,
  ) {}

  /** Has a document made, once however often it is asked for. */
  request(
    ownerId: string,
    transcriptId: string,
    wish: DocumentWish,
    chat: ChatRef,
  ): Promise<DocumentRequested> {
    return this.database.transaction(async () => {
      // Locked: two taps at once count and ask one after the other.
      const transcript = await this.transcripts.lock({ id: transcriptId, ownerId });
      if (!transcript || !(await this.isPossible(transcript, wish))) return STALE;
      const before = await this.rows.lockWish(transcriptId, wishColumns(wish).wish);
      if (before) return this.again(before);
      if (wish.kind !== 'file' && (await this.isTooMuch(ownerId)))
        return { outcome: 'limit', limit: DOCUMENTS_A_DAY };
      return this.add(transcript, wish, chat);
    });
  }

  /** The document, if it is theirs. */
  find(ownerId: string, id: string): Promise<TranscriptDocument | null> {
    return this.rows.find({ id, ownerId });
  }

  /** The document of a notice, whosever it is; null when it was deleted. */
  get(id: string): Promise<TranscriptDocument | null> {
    return this.rows.find({ id });
  }

  private async isPossible(transcript: Transcript, wish: DocumentWish): Promise<boolean> {
    if (transcript.status !== 'ready' || !transcript.text) return false;
    if (wish.kind !== 'file') return true;
    if (wish.format === 'srt' || wish.format === 'vtt')
      return !wish.sourceId && hasTimes(transcript);
    if (!wish.sourceId) return true;
    const source = await this.rows.find({ id: wish.sourceId, transcriptId: transcript.id });
    return source?.status === 'ready' && source.text !== null;
  }

  private async again(row: TranscriptDocument): Promise<DocumentRequested> {
    const { id: documentId, status, traceId } = row;
    if (status === 'requested') return { outcome: 'under-way', documentId };
    if (!isFileGone(row)) return { outcome: 'there', documentId };
    await this.rows.renew(documentId);
    await this.jobs.enqueue(writeDocument, { documentId }, traceId);
    return { outcome: 'started', documentId };
  }

  private async isTooMuch(ownerId: string): Promise<boolean> {
    return (await this.rows.countWritten(ownerId, DAY_SECONDS)) >= DOCUMENTS_A_DAY;
  }

  private async add(
    { id: transcriptId, ownerId }: Transcript,
    wish: DocumentWish,
    { botId, chatId }: ChatRef,
  ): Promise<DocumentRequested> {
    const traceId = currentTraceId() ?? newTraceId();
    const row = { ...wishColumns(wish), ownerId, transcriptId, botId, chatId, traceId };
    const documentId = await this.rows.add(row);
    if (!documentId) return STALE; // cannot be while the transcript is locked
    await this.jobs.enqueue(writeDocument, { documentId }, traceId);
    return { outcome: 'started', documentId };
  }
}

const isFileGone = ({ objectKey, settledAt }: TranscriptDocument): boolean =>
  objectKey !== null &&
  (settledAt?.getTime() ?? 0) < Date.now() - (FILE_SECONDS - MARGIN_SECONDS) * 1_000;
