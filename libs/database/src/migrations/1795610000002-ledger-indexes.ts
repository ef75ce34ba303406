import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEXES = {
  // A person's history, newest first. The kind is there so that only the rows of the page are read.
  ledger_transactions_history: `"ledger_transactions" ("user_id", "created_at") INCLUDE ("kind")`,
  // What was posted lately. Rows are only added, in the order of time, so a few pages of an index say where they are.
  ledger_transactions_time: `"ledger_transactions" USING brin ("created_at") WITH (autosummarize = on)`,
};

/** Built while people use the tables. */
export class LedgerIndexes1795610000002 implements MigrationInterface {
  name = 'LedgerIndexes1795610000002';
  /** Postgres builds no index concurrently inside a transaction. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SET statement_timeout = 0');
    for (const [name, definition] of Object.entries(INDEXES)) {
      // A run that was cut off leaves an index that is never used.
      await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS "${name}"`);
      await runner.query(`CREATE INDEX CONCURRENTLY "${name}" ON ${definition}`);
    }
    await runner.query('RESET statement_timeout');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(INDEXES)) {
      await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS "${name}"`);
    }
  }
}
