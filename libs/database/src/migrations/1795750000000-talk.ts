import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How answers end and fail, and what is remembered of a talk. */
export class Talk1795750000000 implements MigrationInterface {
  name = 'Talk1795750000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "answers"
      ADD "ending" text NOT NULL DEFAULT 'whole',
      ADD "failure" text,
      ADD "retry_at" timestamptz,
      ADD "delay_told_at" timestamptz,
      ADD CONSTRAINT "answers_ending" CHECK ("ending" in ('whole', 'cut', 'stopped')),
      ADD CONSTRAINT "answers_failure"
        CHECK ("failure" in ('unavailable', 'refused', 'empty', 'stopped'))`);
    await runner.query(`CREATE TABLE "talks" (
      "bot_id" bigint NOT NULL,
      "chat_id" bigint NOT NULL,
      "began_at" timestamptz NOT NULL DEFAULT clock_timestamp(),
      "summary" text,
      "summarised_until" timestamptz,
      PRIMARY KEY ("bot_id", "chat_id"))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "talks"`);
    await runner.query(`ALTER TABLE "answers"
      DROP "delay_told_at", DROP "retry_at", DROP "failure", DROP "ending"`);
  }
}
