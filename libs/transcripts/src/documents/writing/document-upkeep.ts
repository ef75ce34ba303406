import { Injectable } from '@nestjs/common';
import { writeDocument } from '@aisha/contracts';
import { Jobs } from '@aisha/platform';
import { DocumentRows } from '../asking/document-rows';
import { DocumentResults } from './document-results';

/** A free worker starts a job at once. Later than this its job may be lost; one that is alive is not doubled. */
const REMIND_AFTER_S = 10;
/** Without any part being finished. Longer than most outages of a provider; nobody waits longer for a summary. */
const OPEN_FOR_S = 60 * 60;
/** Asking after their jobs costs Redis one round trip. */
const ROWS_A_ROUND = 5_000;

/** Finds documents that nobody writes. Safe in several replicas at once. */
@Injectable()
export class DocumentUpkeep {
  constructor(
    private readonly rows: DocumentRows,
    private readonly jobs: Jobs,
    private readonly results: DocumentResults,
  ) {}

  /** Enqueues the job of each document that has lost its own. */
  async remind(): Promise<void> {
    const rows = await this.rows.stuck(REMIND_AFTER_S, ROWS_A_ROUND);
    await this.jobs.restore(
      writeDocument,
      rows.map(({ id, traceId }) => ({ payload: { documentId: id }, traceId })),
    );
  }

  /** Ends what has waited too long, with a word to the person. */
  async expire(): Promise<void> {
    for (const { id } of await this.rows.stuck(OPEN_FOR_S, ROWS_A_ROUND)) {
      await this.results.failed(id, 'provider-down');
    }
  }
}
