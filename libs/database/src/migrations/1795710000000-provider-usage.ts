import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `CREATE TABLE "provider_usage" (
    "id" uuid NOT NULL DEFAULT gen_random_uuid(),
    "day" date NOT NULL,
    "owner_id" uuid,
    "purpose" text NOT NULL,
    "model" text NOT NULL,
    "calls" integer NOT NULL DEFAULT 0,
    "unpriced" integer NOT NULL DEFAULT 0,
    "input_tokens" bigint NOT NULL DEFAULT 0,
    "output_tokens" bigint NOT NULL DEFAULT 0,
    "seconds" double precision NOT NULL DEFAULT 0,
    "characters" bigint NOT NULL DEFAULT 0,
    "microdollars" bigint NOT NULL DEFAULT 0,
    CONSTRAINT "provider_usage_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "provider_usage_purpose" CHECK ("purpose" in ('transcript', 'answer', 'document', 'prompt', 'voice')),
    CONSTRAINT "provider_usage_owner_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE RESTRICT
  )`,
  // Sums whose owner is gone have no number and are not added to any more.
  `CREATE UNIQUE INDEX "provider_usage_sum" ON "provider_usage" ("owner_id", "day", "purpose", "model")`,
  `CREATE INDEX "provider_usage_day" ON "provider_usage" ("day")`,
];

/** What calls of models took, by day and person. */
export class ProviderUsage1795710000000 implements MigrationInterface {
  name = 'ProviderUsage1795710000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "provider_usage"`);
  }
}
