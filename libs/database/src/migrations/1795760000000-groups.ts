import type { MigrationInterface, QueryRunner } from 'typeorm';

const CHOICES = `in ('on-reply', 'always')`;

/** Group chats: who is answered under which message, and what their administrators chose. */
export class Groups1795760000000 implements MigrationInterface {
  name = 'Groups1795760000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE "group_requests" (
      "subject_id" uuid NOT NULL, "owner_id" uuid NOT NULL, "message_id" bigint NOT NULL,
      "created_at" timestamptz NOT NULL DEFAULT clock_timestamp(),
      PRIMARY KEY ("subject_id"),
      FOREIGN KEY ("owner_id") REFERENCES "users" ("id") ON DELETE RESTRICT)`);
    await runner.query(`CREATE INDEX "group_requests_owner" ON "group_requests" ("owner_id")`);
    await runner.query(`CREATE TABLE "chat_settings" (
      "bot_id" bigint NOT NULL, "chat_id" bigint NOT NULL,
      "transcribe" text NOT NULL DEFAULT 'on-reply', "updated_by" uuid,
      "wanted" text, "wanted_by" uuid, "wanted_at" timestamptz,
      "created_at" timestamptz NOT NULL DEFAULT clock_timestamp(),
      PRIMARY KEY ("bot_id", "chat_id"),
      FOREIGN KEY ("updated_by") REFERENCES "users" ("id") ON DELETE RESTRICT,
      FOREIGN KEY ("wanted_by") REFERENCES "users" ("id") ON DELETE RESTRICT,
      CONSTRAINT "chat_settings_transcribe" CHECK ("transcribe" ${CHOICES}),
      CONSTRAINT "chat_settings_wanted_word" CHECK ("wanted" ${CHOICES}))`);
    await runner.query(`CREATE INDEX "chat_settings_wanted" ON "chat_settings" ("wanted_at")
      WHERE "wanted" is not null`);
    await runner.query(`CREATE INDEX "chat_settings_updated_by" ON "chat_settings" ("updated_by")`);
    await runner.query(`CREATE INDEX "chat_settings_wanted_by" ON "chat_settings" ("wanted_by")`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "chat_settings"`);
    await runner.query(`DROP TABLE "group_requests"`);
  }
}
