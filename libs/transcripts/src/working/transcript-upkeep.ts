import { Injectable } from '@nestjs/common';
import { probeAudio, transcribeAudio } from '@aisha/contracts';
import type { Transcript, TranscriptFailure } from '@aisha/database';
import { Jobs } from '@aisha/platform';
import { TranscriptFailures } from '../asking/transcript-failures';
import { TranscriptQuotes } from '../asking/transcript-quotes';
import { TranscriptRows } from '../asking/transcript-rows';

/** A free worker starts a job at once. Later than this its job may be lost; one that is alive is not doubled. */
const REMIND_AFTER_S = 10;
/**
 * In one status, for one transcript. Longer than most outages of a provider and than any fetching of a file; for a
 * person who has waited this long an answer and their credits are better than more waiting.
 */
const OPEN_FOR_S = 60 * 60;
/** Asking after their jobs costs Redis one round trip. */
const ROWS_A_ROUND = 5_000;

const FAILURE_BY_STATUS: Partial<Record<Transcript['status'], TranscriptFailure>> = {
  fetching: 'not-received',
  probing: 'internal',
  queued: 'provider-down',
};

/** Finds transcripts that nobody works on. Safe in several replicas at once. */
@Injectable()
export class TranscriptUpkeep {
  constructor(
    private readonly rows: TranscriptRows,
    private readonly jobs: Jobs,
    private readonly failures: TranscriptFailures,
    private readonly quotes: TranscriptQuotes,
  ) {}

  /** Enqueues the job of each row that has lost its own. Fetching has a sweep of its own in the gateway. */
  async remind(): Promise<void> {
    const rows = await this.rows.stuck(['probing', 'queued'], REMIND_AFTER_S, ROWS_A_ROUND);
    const of = (wanted: Transcript['status']) =>
      rows
        .filter(({ status }) => status === wanted)
        .map(({ id, traceId }) => ({ payload: { transcriptId: id }, traceId }));
    await this.jobs.restore(probeAudio, of('probing'));
    await this.jobs.restore(transcribeAudio, of('queued'));
  }

  /** Ends what has waited too long: credits back, person told. Quotes have a time of their own. */
  async expire(): Promise<void> {
    const statuses = ['fetching', 'probing', 'queued'] as const;
    for (const { id, status } of await this.rows.stuck(statuses, OPEN_FOR_S, ROWS_A_ROUND)) {
      await this.failures.fail(id, FAILURE_BY_STATUS[status] ?? 'internal', [status]);
    }
    await this.quotes.expire();
  }
}
