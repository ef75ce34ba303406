import { Injectable } from '@nestjs/common';
import { writeDocument, type WriteDocument } from '@aisha/contracts';
import { JobProcessor } from '@aisha/platform';
import { DocumentWriter } from '@aisha/transcripts';
import { DOCUMENTS_AT_A_TIME } from './concurrency';

@Injectable()
export class WriteDocumentProcessor extends JobProcessor<WriteDocument> {
  constructor(private readonly documents: DocumentWriter) {
    super(writeDocument, DOCUMENTS_AT_A_TIME);
  }

  protected handle({ documentId }: WriteDocument, signal: AbortSignal): Promise<void> {
    return this.documents.write(documentId, signal);
  }

  protected override giveUp({ documentId }: WriteDocument, error: Error): Promise<void> {
    return this.documents.giveUp(documentId, error);
  }
}
