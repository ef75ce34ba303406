import { Injectable } from '@nestjs/common';
import {
  Database,
  type DocumentFormat,
  type Transcript,
  type TranscriptDocument,
} from '@aisha/database';
import { Storage } from '@aisha/integrations';
import { FILE_SECONDS } from '../asking/documents';
import { pdfFile } from './pdf-file';
import { plainTextFile } from './plain-text';
import { fileBlocks } from './readable';
import { srtFile, vttFile } from './subtitle-file';
import { wordFile } from './word-file';

const CONTENT_TYPES: Record<DocumentFormat, string> = {
  txt: 'text/plain; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  srt: 'application/x-subrip',
  vtt: 'text/vtt; charset=utf-8',
};

/** Makes files of documents and transcripts, and stores them until Telegram has them. */
@Injectable()
export class DocumentFiles {
  constructor(
    private readonly database: Database,
    private readonly storage: Storage,
  ) {}

  /** @param text of the document; null for the transcript itself @returns the object's key */
  async store(
    { ownerId, id, attempt }: TranscriptDocument,
    transcript: Transcript,
    text: string | null,
    format: DocumentFormat,
  ): Promise<string> {
    const bytes = await bytesOf(transcript, text, format);
    const key = `documents/${ownerId}/${id}-${attempt}.${format}`;
    await this.letGo(key); // before it is there: a worker that dies in between leaves nothing behind
    await this.storage.put(key, bytes, { contentType: CONTENT_TYPES[format] });
    return key;
  }

  private async letGo(key: string): Promise<void> {
    await this.database.query(
      `insert into object_removals (object_key, not_before)
       values ($1, now() + make_interval(secs => $2))
       on conflict (object_key) do update set not_before = excluded.not_before`,
      [key, FILE_SECONDS],
    );
  }
}

async function bytesOf(
  transcript: Transcript,
  text: string | null,
  format: DocumentFormat,
): Promise<Buffer> {
  switch (format) {
    case 'txt':
      return plainTextFile(fileBlocks(transcript, text));
    case 'docx':
      return wordFile(fileBlocks(transcript, text));
    case 'pdf':
      return pdfFile(fileBlocks(transcript, text));
    case 'srt':
      return srtFile(transcript.segments ?? []);
    case 'vtt':
      return vttFile(transcript.segments ?? []);
  }
}
