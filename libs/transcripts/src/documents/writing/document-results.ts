import { Injectable } from '@nestjs/common';
import { Database, type DocumentFailure, type TranscriptDocument } from '@aisha/database';
import { Outbox } from '@aisha/delivery';
import { DocumentRows } from '../asking/document-rows';

/** Settles a document, once, together with the message about it. */
@Injectable()
export class DocumentResults {
  constructor(
    private readonly database: Database,
    private readonly rows: DocumentRows,
    private readonly outbox: Outbox,
  ) {}

  ready(document: TranscriptDocument, objectKey: string | null): Promise<void> {
    return this.database.transaction(async () => {
      if (await this.rows.settleReady(document, objectKey)) await this.tell(document, 'ready');
    });
  }

  failed(id: string, failure: DocumentFailure): Promise<void> {
    return this.database.transaction(async () => {
      const document = await this.rows.settleFailed(id, failure);
      if (document) await this.tell(document, 'failed');
    });
  }

  /** A file that is made once more after its first one is gone is told of once more: by its attempt. */
  private tell(document: TranscriptDocument, end: 'ready' | 'failed'): Promise<void> {
    const { id, attempt } = document;
    return this.outbox.add(
      document,
      { kind: `document-${end}`, documentId: id },
      { key: `document-${id}-${attempt}`, slot: `document-${id}` },
    );
  }
}
