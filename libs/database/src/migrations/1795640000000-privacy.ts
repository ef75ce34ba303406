import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `CREATE TABLE "exports" (
    "id" uuid NOT NULL DEFAULT gen_random_uuid(),
    "owner_id" uuid NOT NULL,
    "bot_id" bigint NOT NULL,
    "chat_id" bigint NOT NULL,
    "status" text NOT NULL DEFAULT 'requested',
    "attempt" integer NOT NULL DEFAULT 0,
    "volumes" text array NOT NULL DEFAULT '{}',
    "left_out" integer NOT NULL DEFAULT 0,
    "trace_id" text NOT NULL,
    "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT clock_timestamp(),
    "settled_at" TIMESTAMP WITH TIME ZONE,
    CONSTRAINT "exports_status" CHECK ("status" in ('requested', 'ready', 'failed')),
    CONSTRAINT "exports_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "exports_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE RESTRICT
  )`,
  `CREATE UNIQUE INDEX "exports_one_open" ON "exports" ("owner_id") WHERE "status" = 'requested'`,
  `CREATE INDEX "exports_owner" ON "exports" ("owner_id", "created_at")`,
  `CREATE INDEX "exports_open" ON "exports" ("created_at") WHERE "status" = 'requested'`,
  `CREATE TABLE "forgettings" (
    "id" uuid NOT NULL DEFAULT gen_random_uuid(),
    "user_id" uuid NOT NULL,
    "bot_id" bigint,
    "chat_id" bigint,
    "language" text NOT NULL,
    "mark" text,
    "status" text NOT NULL DEFAULT 'requested',
    "counts" jsonb NOT NULL DEFAULT '{}',
    "fal_requests" jsonb NOT NULL DEFAULT '[]',
    "trace_id" text NOT NULL,
    "requested_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT clock_timestamp(),
    "erased_at" TIMESTAMP WITH TIME ZONE,
    "done_at" TIMESTAMP WITH TIME ZONE,
    "closed_at" TIMESTAMP WITH TIME ZONE,
    "looked_again_at" TIMESTAMP WITH TIME ZONE,
    CONSTRAINT "forgettings_status" CHECK ("status" in ('requested', 'erased', 'done', 'closed')),
    CONSTRAINT "forgettings_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "forgettings_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT
  )`,
  `CREATE UNIQUE INDEX "forgettings_one_open" ON "forgettings" ("user_id") WHERE "status" in ('requested', 'erased')`,
  `CREATE INDEX "forgettings_open" ON "forgettings" ("requested_at") WHERE "status" <> 'closed' or "looked_again_at" is null`,
];

/** What people take along of what is stored of them, and its deletion. */
export class Privacy1795640000000 implements MigrationInterface {
  name = 'Privacy1795640000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "forgettings"`);
    await runner.query(`DROP TABLE "exports"`);
  }
}
