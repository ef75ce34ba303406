import type { MigrationInterface, QueryRunner } from 'typeorm';

const PURPOSE = 'question-photo';
const PERSONAS = `'assistant', 'editor', 'translator', 'teacher', 'coder', 'listener'`;

/** How answers end and fail, and what is remembered of a talk. */
export class Talk1795750000000 implements MigrationInterface {
  name = 'Talk1795750000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "users"
      ADD "persona" text NOT NULL DEFAULT 'assistant',
      ADD CONSTRAINT "users_persona" CHECK ("persona" in (${PERSONAS}))`);
    await runner.query(`ALTER TABLE "answers"
      ADD "ending" text NOT NULL DEFAULT 'whole',
      ADD "failure" text,
      ADD "looked_at" timestamptz,
      ADD "retry_at" timestamptz,
      ADD "delay_told_at" timestamptz,
      ADD CONSTRAINT "answers_ending" CHECK ("ending" in ('whole', 'cut', 'stopped')),
      ADD CONSTRAINT "answers_failure"
        CHECK ("failure" in ('unavailable', 'refused', 'empty', 'stopped', 'no-photo'))`);
    await runner.query(`CREATE TABLE "talks" (
      "bot_id" bigint NOT NULL,
      "chat_id" bigint NOT NULL,
      "began_at" timestamptz NOT NULL DEFAULT clock_timestamp(),
      "summary" text,
      "summarised_until" timestamptz,
      PRIMARY KEY ("bot_id", "chat_id"))`);
    await runner.query(`CREATE TABLE "question_photos" (
      "file_id" uuid PRIMARY KEY REFERENCES "incoming_files"("id") ON DELETE RESTRICT,
      "answer_id" uuid NOT NULL REFERENCES "answers"("id") ON DELETE RESTRICT,
      "album" text,
      "created_at" timestamptz NOT NULL DEFAULT clock_timestamp())`);
    await runner.query(`CREATE INDEX "question_photos_answer" ON "question_photos" ("answer_id")`);
    await runner.query(`CREATE TABLE "answer_voices" (
      "id" uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      "answer_id" uuid NOT NULL UNIQUE REFERENCES "answers"("id") ON DELETE RESTRICT,
      "owner_id" uuid NOT NULL REFERENCES "users"("id") ON DELETE RESTRICT,
      "status" text NOT NULL DEFAULT 'pending',
      "object_key" text,
      "seconds" double precision,
      "shortened" boolean NOT NULL DEFAULT false,
      "trace_id" text NOT NULL,
      "created_at" timestamptz NOT NULL DEFAULT clock_timestamp(),
      "settled_at" timestamptz,
      CONSTRAINT "answer_voices_status" CHECK ("status" in ('pending', 'ready', 'failed')))`);
    await runner.query(
      `CREATE INDEX "answer_voices_owner" ON "answer_voices" ("owner_id", "created_at")`,
    );
    await runner.query(
      `CREATE INDEX "answer_voices_open" ON "answer_voices" ("created_at")
       WHERE "status" = 'pending'`,
    );
    await setPurposes(runner, [...(await purposes(runner)), PURPOSE]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "answer_voices"`);
    await runner.query(`DROP TABLE "question_photos"`);
    await runner.query(`DELETE FROM "incoming_files" WHERE "purpose" = '${PURPOSE}'`);
    await setPurposes(
      runner,
      (await purposes(runner)).filter((purpose) => purpose !== PURPOSE),
    );
    await runner.query(`DROP TABLE "talks"`);
    await runner.query(`ALTER TABLE "users" DROP "persona"`);
    await runner.query(`ALTER TABLE "answers"
      DROP "delay_told_at", DROP "retry_at", DROP "looked_at", DROP "failure", DROP "ending"`);
  }
}

/** What files are wanted for, as the table says: what other migrations allowed stays allowed. */
async function purposes(runner: QueryRunner): Promise<string[]> {
  const [constraint] = (await runner.query(
    `SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint
     WHERE conname = 'incoming_files_purpose'`,
  )) as { definition: string }[];
  return [...constraint!.definition.matchAll(/'([\w-]+)'/g)].map(([, purpose]) => purpose!);
}

async function setPurposes(runner: QueryRunner, allowed: string[]): Promise<void> {
  const words = [...new Set(allowed)].map((purpose) => `'${purpose}'`).join(', ');
  await runner.query(`ALTER TABLE "incoming_files" DROP CONSTRAINT "incoming_files_purpose"`);
  await runner.query(`ALTER TABLE "incoming_files" ADD CONSTRAINT "incoming_files_purpose"
    CHECK ("purpose" in (${words}))`);
}
