import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { asDocument, SentFiles } from '@aisha/delivery';
import { Storage } from '@aisha/integrations';
import { withDeadline } from '@aisha/platform';
import type { DocumentFile } from '../messages/rendered';
import { isBadFileId } from './telegram-fault';

export type DocumentInput = string | { source: Readable; filename: string };
/** Makes the call with the file; the signal ends it. */
type Call<Result> = (document: DocumentInput, signal: AbortSignal) => Promise<Result>;

/** Until the first bytes come. */
const OPEN_MS = 30_000;
const LATE = `the file was not there within ${OPEN_MS} ms`;
/** 45 MB at 1.5 Mbit/s. Beyond, the connection is too slow to send it at all. */
const UPLOAD_MS = 300_000;

/** Files on their way to Telegram: streamed from the storage, made, or by Telegram's own id, which costs no upload. */
@Injectable()
export class SentDocuments {
  constructor(
    private readonly files: SentFiles,
    private readonly storage: Storage,
  ) {}

  async send<Result>(botId: number, document: DocumentFile, call: Call<Result>): Promise<Result> {
    const remembered = await this.files.find(botId, asDocument(document.key));
    const known = remembered ?? document.telegramFileId;
    if (known) {
      try {
        return await call(known, AbortSignal.timeout(UPLOAD_MS));
      } catch (error) {
        if (!isBadFileId(error)) throw error;
      }
    }
    const result = await this.upload(document, call);
    await this.remember(botId, document, result);
    return result;
  }

  private async upload<Result>(
    { key, fileName: filename, make }: DocumentFile,
    call: Call<Result>,
  ): Promise<Result> {
    const opened = make ? make().then((bytes) => Readable.from([bytes])) : this.opened(key);
    const source = await withDeadline(opened, OPEN_MS, LATE);
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

  private async opened(key: string): Promise<Readable> {
    return (await this.storage.get(key)).body;
  }

  /** Telegram may make something else of a file than it was sent as; that has an id for another method. */
  private async remember(
    botId: number,
    { key, as = 'document' }: DocumentFile,
    result: unknown,
  ): Promise<void> {
    const sent = (Object(result) as Partial<Record<string, { file_id: string }>>)[as];
    if (sent) await this.files.remember(botId, asDocument(key), sent.file_id);
  }
}
