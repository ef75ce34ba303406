import { Injectable } from '@nestjs/common';
import { TranscriptFailures } from '../asking/transcript-failures';
import { TranscriptQuotes } from '../asking/transcript-quotes';
import { TranscriptRows } from '../asking/transcript-rows';
import { TextReader } from '../documents/reading/text-reader';
import { MeasuredAudio } from './measured-audio';

/** Worker: how long is what the person sent, and so what does it cost? */
@Injectable()
export class AudioProbe {
  constructor(
    private readonly rows: TranscriptRows,
    private readonly audio: MeasuredAudio,
    private readonly quotes: TranscriptQuotes,
    private readonly failures: TranscriptFailures,
    private readonly texts: TextReader,
  ) {}

  /** Measures a stored recording, then starts it (free) or quotes its price. @throws to be tried again */
  async probe(transcriptId: string, signal?: AbortSignal): Promise<void> {
    const row = await this.rows.find({ id: transcriptId });
    if (row?.status !== 'probing') return;
    if (row.source === 'text') return this.texts.read(row, signal);
    const measured = await this.audio.measure(row, signal);
    if (typeof measured === 'number') await this.quotes.offer(row, measured);
    else await this.failures.fail(row.id, measured, ['probing']);
  }
}
