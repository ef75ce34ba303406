import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `ALTER TABLE "images" ADD "favourite" boolean NOT NULL DEFAULT false`,
  `ALTER TABLE "sent_files" ADD "sent_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now()`,
  `CREATE TABLE "archives" (
    "id" uuid NOT NULL DEFAULT gen_random_uuid(),
    "owner_id" uuid NOT NULL,
    "bot_id" bigint NOT NULL,
    "chat_id" bigint NOT NULL,
    "filter" jsonb NOT NULL,
    "status" text NOT NULL DEFAULT 'requested',
    "attempt" integer NOT NULL DEFAULT 0,
    "packed" integer NOT NULL DEFAULT 0,
    "left_out" integer NOT NULL DEFAULT 0,
    "volumes" text array NOT NULL DEFAULT '{}',
    "trace_id" text NOT NULL,
    "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT clock_timestamp(),
    "settled_at" TIMESTAMP WITH TIME ZONE,
    CONSTRAINT "archives_status" CHECK ("status" in ('requested', 'ready', 'failed')),
    CONSTRAINT "archives_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "archives_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE RESTRICT
  )`,
  `CREATE UNIQUE INDEX "archives_one_open" ON "archives" ("owner_id") WHERE "status" = 'requested'`,
  `CREATE INDEX "archives_owner" ON "archives" ("owner_id", "created_at")`,
  `CREATE INDEX "archives_open" ON "archives" ("created_at") WHERE "status" = 'requested'`,
];

/** Favourite pictures, archives, and when a file was sent. */
export class Gallery1795530000000 implements MigrationInterface {
  name = 'Gallery1795530000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "archives"`);
    await runner.query(`ALTER TABLE "sent_files" DROP COLUMN "sent_at"`);
    await runner.query(`ALTER TABLE "images" DROP COLUMN "favourite"`);
  }
}
