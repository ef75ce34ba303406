import { Injectable } from '@nestjs/common';
import { answerPerson } from '@aisha/contracts';
import { Jobs } from '@aisha/platform';
import { AnswerResults } from './answer-results';
import { AnswerRows } from './answer-rows';

/** An answer takes a few seconds. Later than this its job may be lost; one that is alive is not doubled. */
const REMIND_AFTER_S = 10;
const ROWS_A_ROUND = 500;

/** Finds questions that nobody answers. Safe in several replicas at once. */
@Injectable()
export class AnswerUpkeep {
  constructor(
    private readonly rows: AnswerRows,
    private readonly jobs: Jobs,
    private readonly results: AnswerResults,
  ) {}

  /** Enqueues the job of each question whose turn it is. */
  async remind(): Promise<void> {
    for (const { id, traceId } of await this.rows.overdue(REMIND_AFTER_S, ROWS_A_ROUND)) {
      await this.jobs.enqueue(answerPerson, { answerId: id }, traceId);
    }
  }

  /** Says to those who have waited too long that there will be no answer. */
  async expire(): Promise<void> {
    for (const id of await this.rows.expired(ROWS_A_ROUND)) await this.results.failed(id);
  }
}
