import { Injectable, Logger } from '@nestjs/common';
import { TranscriptFailures } from '../asking/transcript-failures';
import { TranscriptRows } from '../asking/transcript-rows';
import { TranscriptWaiting } from '../asking/transcript-waiting';
import { LongRecordings } from './long-recordings';
import { PieceRows } from './piece-rows';
import { SpeechToText } from './speech-to-text';
import { type OnReady, TranscriptDelivery } from './transcript-delivery';
import { afterLastTry } from './after-last-try';

/** Worker: sound to text. */
@Injectable()
export class Transcription {
  private readonly logger = new Logger(Transcription.name);

  constructor(
    private readonly rows: TranscriptRows,
    private readonly speech: SpeechToText,
    private readonly delivery: TranscriptDelivery,
    private readonly failures: TranscriptFailures,
    private readonly waiting: TranscriptWaiting,
    private readonly long: LongRecordings,
    private readonly pieces: PieceRows,
  ) {}

  /**
   * Hears a recording and delivers its text, once however often it runs. A long one is heard in pieces by jobs of
   * their own: each run has the next of them begin, the last one puts the text together.
   * @param onReady joins the transaction that settles the transcript
   * @throws to be tried again
   */
  async transcribe(transcriptId: string, onReady: OnReady, signal?: AbortSignal): Promise<void> {
    const row = await this.rows.find({ id: transcriptId });
    if (row?.status !== 'queued') return;
    const speech = this.long.has(row)
      ? await this.long.words(row)
      : await this.speech.hear(row, signal);
    if (speech === undefined) return;
    if (speech.text === '') await this.failures.fail(row.id, 'no-speech', ['queued']);
    else await this.delivery.deliver(row, speech, onReady);
    await this.pieces.clear(row.id);
  }

  /** No try is left, of measuring, cutting or hearing: the transcript fails, or waits for better times under its bound. */
  async giveUp(transcriptId: string, error: unknown): Promise<void> {
    const verdict = afterLastTry(error);
    if (verdict === 'wait') {
      this.logger.error({ msg: 'transcript waits', transcriptId, error });
      await this.waiting.note(transcriptId);
    } else if (await this.failures.fail(transcriptId, verdict)) {
      await this.pieces.clear(transcriptId);
    }
  }
}
