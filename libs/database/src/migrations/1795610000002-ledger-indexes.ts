import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes, dropIndexes } from './concurrent-indexes';

const INDEXES = {
  // A person's history, newest first. The kind is there so that only the rows of the page are read.
  ledger_transactions_history: `"ledger_transactions" ("user_id", "created_at") INCLUDE ("kind")`,
  // What was posted lately. Rows are only added, in the order of time, so a few pages of an index say where they are.
  ledger_transactions_time: `"ledger_transactions" USING brin ("created_at") WITH (autosummarize = on)`,
};

/** Built while people use the tables. */
export class LedgerIndexes1795610000002 implements MigrationInterface {
  name = 'LedgerIndexes1795610000002';
  readonly transaction = false;

  up(runner: QueryRunner): Promise<void> {
    return buildIndexes(runner, INDEXES);
  }

  down(runner: QueryRunner): Promise<void> {
    return dropIndexes(runner, INDEXES);
  }
}
