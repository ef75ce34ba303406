import { Injectable } from '@nestjs/common';
import type { Transcript } from '@aisha/database';
import { type ChatRef, IncomingFiles } from '@aisha/delivery';
import { TranscriptRows } from '../../asking/transcript-rows';

/** A text document as Telegram describes it. */
export interface TextDocumentRequest {
  ownerId: string;
  chat: ChatRef;
  file: { telegramFileId: string; fileName?: string; mimeType?: string };
}

/** Text documents that people send: transcripts whose words nobody has to hear. */
@Injectable()
export class TextDocuments {
  constructor(
    private readonly rows: TranscriptRows,
    private readonly files: IncomingFiles,
  ) {}

  /** Notes down that a person sent a text document, and has it fetched. It costs nothing. */
  async request({ ownerId, chat, file }: TextDocumentRequest): Promise<Transcript> {
    const { botId, chatId } = chat;
    const wanted = await this.files.want({ ...file, ownerId, botId, purpose: 'transcript' });
    const { id: fileId, traceId } = wanted;
    return this.rows.add({ ownerId, botId, chatId, source: 'text', fileId, traceId, price: 0 });
  }
}
