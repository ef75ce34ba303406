import { Injectable } from '@nestjs/common';
import { answerPerson } from '@aisha/contracts';
import { Database } from '@aisha/database';
import { Outbox } from '@aisha/delivery';
import { Jobs } from '@aisha/platform';
import { AnswerResults } from './answer-results';
import { answerSlot } from './answer-slot';
import { AnswerRows } from './answer-rows';

/** An answer takes a few seconds. Later than this its job may be lost; one that is alive is not doubled. */
const REMIND_AFTER_S = 10;
/** Who waits for a provider that is away hears of it then. */
const TELL_AFTER_S = 30;
/** Asking after their jobs costs Redis one round trip. */
const ROWS_A_ROUND = 5_000;

/** Finds questions that nobody answers. Safe in several replicas at once. */
@Injectable()
export class AnswerUpkeep {
  constructor(
    private readonly rows: AnswerRows,
    private readonly jobs: Jobs,
    private readonly results: AnswerResults,
    private readonly database: Database,
    private readonly outbox: Outbox,
  ) {}

  /** Enqueues the job of each question whose turn it is and that has lost its own. */
  async remind(): Promise<void> {
    const overdue = await this.rows.overdue(REMIND_AFTER_S, ROWS_A_ROUND);
    await this.jobs.restore(
      answerPerson,
      overdue.map(({ id, traceId }) => ({ payload: { answerId: id }, traceId })),
    );
  }

  /** Says to those who have waited too long that there will be no answer. */
  async expire(): Promise<void> {
    for (const id of await this.rows.expired(ROWS_A_ROUND))
      await this.results.failed(id, 'unavailable');
  }

  /** Says once to those whose answer the provider keeps waiting for that it comes later. */
  async tellDelays(): Promise<void> {
    await this.database.transaction(async () => {
      for (const { id, ...chat } of await this.rows.markDelayed(TELL_AFTER_S, ROWS_A_ROUND)) {
        const options = { key: `answer-delayed-${id}`, slot: answerSlot(id) };
        await this.outbox.add(chat, { kind: 'answer-delayed', answerId: id }, options);
      }
    });
  }
}
