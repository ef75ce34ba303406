import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `CREATE TABLE "operator_actions" (
    "id" uuid NOT NULL DEFAULT gen_random_uuid(),
    "operator_telegram_id" bigint NOT NULL,
    "action" text NOT NULL,
    "subject_user_id" uuid,
    "subject" text,
    "details" jsonb NOT NULL DEFAULT '{}',
    "reason" text,
    "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT "operator_actions_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "operator_actions_user_fkey" FOREIGN KEY ("subject_user_id") REFERENCES "users"("id") ON DELETE RESTRICT
  )`,
  `CREATE INDEX "operator_actions_latest" ON "operator_actions" ("created_at" DESC, "id")`,
  `CREATE INDEX "operator_actions_about" ON "operator_actions" ("subject_user_id") WHERE "subject_user_id" is not null`,
  // What an operator wrote about a person goes when the person goes; that something was done stays.
  `CREATE FUNCTION operator_actions_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'UPDATE' AND NEW.reason IS NULL
      AND to_jsonb(NEW) - 'reason' = to_jsonb(OLD) - 'reason' THEN
      RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the list of operators'' actions is append-only' USING ERRCODE = 'restrict_violation';
  END $$`,
  `CREATE TRIGGER operator_actions_append_only BEFORE UPDATE OR DELETE ON operator_actions
    FOR EACH ROW EXECUTE FUNCTION operator_actions_refuse()`,
  `CREATE TABLE "operator_wishes" (
    "id" uuid NOT NULL DEFAULT gen_random_uuid(),
    "operator_telegram_id" bigint NOT NULL,
    "action" text NOT NULL,
    "subject_user_id" uuid,
    "details" jsonb NOT NULL DEFAULT '{}',
    "reason" text,
    "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT "operator_wishes_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "operator_wishes_user_fkey" FOREIGN KEY ("subject_user_id") REFERENCES "users"("id") ON DELETE RESTRICT
  )`,
  `CREATE INDEX "operator_wishes_of" ON "operator_wishes" ("operator_telegram_id", "created_at")`,
  `CREATE INDEX "operator_wishes_about" ON "operator_wishes" ("subject_user_id")`,
  `CREATE TABLE "broadcasts" (
    "id" uuid NOT NULL DEFAULT gen_random_uuid(),
    "bot_id" bigint NOT NULL,
    "created_by" bigint NOT NULL,
    "text_ru" text NOT NULL,
    "text_en" text NOT NULL,
    "status" text NOT NULL DEFAULT 'draft',
    "cursor" bigint NOT NULL DEFAULT 0,
    "is_listed" boolean NOT NULL DEFAULT false,
    "audience" integer NOT NULL DEFAULT 0,
    "queued" integer NOT NULL DEFAULT 0,
    "sent" integer NOT NULL DEFAULT 0,
    "failed" integer NOT NULL DEFAULT 0,
    "told" integer NOT NULL DEFAULT 0,
    "told_at" TIMESTAMP WITH TIME ZONE,
    "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT clock_timestamp(),
    "started_at" TIMESTAMP WITH TIME ZONE,
    "ended_at" TIMESTAMP WITH TIME ZONE,
    CONSTRAINT "broadcasts_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "broadcasts_status" CHECK ("status" in ('draft', 'running', 'stopped', 'done'))
  )`,
  `CREATE INDEX "broadcasts_latest" ON "broadcasts" ("bot_id", "created_at")`,
  `CREATE INDEX "broadcasts_open" ON "broadcasts" ("bot_id", "started_at") WHERE "status" = 'running'`,
];

const DOWN = [
  `DROP TABLE "broadcasts"`,
  `DROP TABLE "operator_wishes"`,
  `DROP TABLE "operator_actions"`,
  `DROP FUNCTION operator_actions_refuse()`,
];

/** What operators did, what they are about to do, and news for everybody. */
export class Operators1795650000000 implements MigrationInterface {
  name = 'Operators1795650000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
