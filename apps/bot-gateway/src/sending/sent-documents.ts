import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { asDocument, SentFiles } from '@aisha/delivery';
import { Storage } from '@aisha/integrations';
import { withDeadline } from '@aisha/platform';
import type { Message } from 'telegraf/types';
import type { DocumentFile } from '../messages/rendered';
import { isBadFileId } from './telegram-fault';

export type DocumentInput = string | { source: Readable; filename: string };
/** Makes the call with the file; the signal ends it. */
type Call<Result> = (document: DocumentInput, signal: AbortSignal) => Promise<Result>;

/** Until the first bytes come. */
const OPEN_MS = 30_000;
/** 45 MB at 1.5 Mbit/s. Beyond, the connection is too slow to send it at all. */
const UPLOAD_MS = 300_000;

/** Stored objects on their way to Telegram as files: streamed through, or by Telegram's own id, which costs no upload. */
@Injectable()
export class SentDocuments {
  constructor(
    private readonly files: SentFiles,
    private readonly storage: Storage,
  ) {}

  async send<Result>(botId: number, document: DocumentFile, call: Call<Result>): Promise<Result> {
    const known = await this.files.find(botId, asDocument(document.key));
    if (known) {
      try {
        return await call(known, AbortSignal.timeout(UPLOAD_MS));
      } catch (error) {
        if (!isBadFileId(error)) throw error;
      }
    }
    const result = await this.upload(document, call);
    await this.remember(botId, document.key, result);
    return result;
  }

  private async upload<Result>(
    { key, fileName: filename }: DocumentFile,
    call: Call<Result>,
  ): Promise<Result> {
    const late = `the storage did not answer within ${OPEN_MS} ms`;
    const { body: source } = await withDeadline(this.storage.get(key), OPEN_MS, late);
    const broken = new AbortController();
    // telegraf's form would wait for ever for the rest of a source that broke off.
    source.once('error', (error) => broken.abort(error));
    try {
      const signal = AbortSignal.any([broken.signal, AbortSignal.timeout(UPLOAD_MS)]);
      return await call({ source, filename }, signal);
    } finally {
      source.destroy();
    }
  }

  private async remember(botId: number, key: string, result: unknown): Promise<void> {
    const { document } = Object(result) as Partial<Message.DocumentMessage>;
    if (document) await this.files.remember(botId, asDocument(key), document.file_id);
  }
}
