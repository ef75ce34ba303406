import { Injectable, Logger } from '@nestjs/common';
import type { DocumentFailure, Transcript, TranscriptDocument } from '@aisha/database';
import { type FailureKind, ProviderFailure } from '@aisha/integrations';
import { TranscriptRows } from '../../asking/transcript-rows';
import { DocumentRows } from '../asking/document-rows';
import { DocumentFiles } from '../files/document-files';
import { DocumentComposer } from './document-composer';
import { DocumentResults } from './document-results';
import { promptOf } from './prompts/prompt-of';

/** Longer than a screenful of chat is a file, with its beginning as a preview. */
const CHAT_ROOM = 3_500;

/** Nothing is wrong with the text: a provider rests, or its operator has to pay or to mend a key. */
const PASSES: readonly FailureKind[] = ['unavailable', 'rate-limited', 'balance', 'unauthorized'];

/** Worker: from a transcript to a document. */
@Injectable()
export class DocumentWriter {
  private readonly logger = new Logger(DocumentWriter.name);

  constructor(
    private readonly rows: DocumentRows,
    private readonly transcripts: TranscriptRows,
    private readonly composer: DocumentComposer,
    private readonly files: DocumentFiles,
    private readonly results: DocumentResults,
  ) {}

  /** Writes a document and delivers it, once however often it runs. @throws to be tried again */
  async write(documentId: string, signal?: AbortSignal): Promise<void> {
    const document = await this.rows.begin(documentId);
    if (!document) return;
    const transcript = await this.transcripts.find({ id: document.transcriptId });
    if (!transcript?.text) return this.results.failed(documentId, 'internal');
    const text = await this.textOf(document, transcript, signal);
    await this.results.ready(document, await this.fileOf(document, transcript, text));
  }

  /** No try is left: the document fails, or waits for better times under its bound. */
  async giveUp(documentId: string, error: unknown): Promise<void> {
    const verdict = verdictOn(error);
    if (verdict === 'wait') this.logger.error({ msg: 'document waits', documentId, error });
    else await this.results.failed(documentId, verdict);
  }

  /** What the model wrote, now or before; null for a file of the transcript itself. */
  private async textOf(
    document: TranscriptDocument,
    transcript: Transcript,
    signal?: AbortSignal,
  ): Promise<string | null> {
    const prompt = promptOf(document);
    if (document.text !== null) return document.text;
    if (prompt) {
      const text = await this.composer.compose(document, transcript, prompt, signal);
      await this.rows.keepText(document.id, text);
      return text;
    }
    if (!document.sourceId) return null;
    return (await this.rows.find({ id: document.sourceId }))?.text ?? null;
  }

  private async fileOf(document: TranscriptDocument, transcript: Transcript, text: string | null) {
    const isLong = (text?.length ?? 0) > CHAT_ROOM;
    const format = document.format ?? (isLong ? 'docx' : null);
    return format && this.files.store(document, transcript, text, format);
  }
}

function verdictOn(error: unknown): DocumentFailure | 'wait' {
  if (!(error instanceof ProviderFailure)) return 'internal';
  if (error.kind === 'content-policy') return 'refused';
  return PASSES.includes(error.kind) ? 'wait' : 'internal';
}
