import { readFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { Database, type Transcript, type TranscriptFailure } from '@aisha/database';
import { Outbox } from '@aisha/delivery';
import { TranscriptFailures } from '../../asking/transcript-failures';
import { TranscriptRows } from '../../asking/transcript-rows';
import { type LocalRecording, Recordings } from '../../working/recordings';
import { decodeText } from './text-encoding';
import { isZip, wordText } from './word-text';

/** What Telegram hands over; a server of one's own hands over more, which no text has. */
const FILE_BYTES = 20 * 1024 * 1024;
/** Twelve hours of speech, a long novel. Every document about it has the model read all of it, for nothing. */
const TEXT_LENGTH = 600_000;

type Fault = Extract<TranscriptFailure, 'too-big' | 'not-text' | 'no-text' | 'text-too-long'>;

/** Worker: from a text document to a transcript that is ready. */
@Injectable()
export class TextReader {
  constructor(
    private readonly recordings: Recordings,
    private readonly database: Database,
    private readonly rows: TranscriptRows,
    private readonly failures: TranscriptFailures,
    private readonly outbox: Outbox,
  ) {}

  /** Reads a stored text document, once however often it runs. @throws to be tried again */
  async read(row: Transcript, signal?: AbortSignal): Promise<void> {
    const read = await this.recordings.use(row, (file) => textIn(file), { signal });
    if (typeof read === 'string') await this.failures.fail(row.id, read, ['probing']);
    else await this.deliver(row, read.text);
  }

  private deliver(row: Transcript, text: string): Promise<void> {
    const { id } = row;
    return this.database.transaction(async () => {
      const ready = { status: 'ready', text, price: 0, settledAt: new Date() } as const;
      if (!(await this.rows.move(id, ['probing'], ready))) return;
      await this.outbox.add(
        row,
        { kind: 'text-read', transcriptId: id },
        { key: `text-read-${id}`, slot: `transcript-${id}` },
      );
    });
  }
}

async function textIn({ path, size }: LocalRecording): Promise<{ text: string } | Fault> {
  if (size > FILE_BYTES) return 'too-big';
  if (size === 0) return 'no-text';
  const bytes = await readFile(path);
  const text = (isZip(bytes) ? await wordText(bytes) : decodeText(bytes))
    ?.replaceAll('\0', '')
    .trim();
  if (text === undefined) return 'not-text';
  if (text === '') return 'no-text';
  return text.length > TEXT_LENGTH ? 'text-too-long' : { text };
}
