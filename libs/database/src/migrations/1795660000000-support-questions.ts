import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What somebody asked the operators is found again when they are forgotten. Built while people use the table. */
export class SupportQuestions1795660000000 implements MigrationInterface {
  name = 'SupportQuestions1795660000000';
  /** Postgres builds no index concurrently inside a transaction. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SET statement_timeout = 0');
    // A run that was cut off leaves an index that is never used.
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS "outbound_messages_questions"');
    await runner.query(`CREATE INDEX CONCURRENTLY "outbound_messages_questions"
      ON "outbound_messages" ((notice->>'userId')) WHERE notice->>'kind' = 'support-question'`);
    await runner.query('RESET statement_timeout');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS "outbound_messages_questions"');
  }
}
