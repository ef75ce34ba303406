import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was there before is trained by the only trainer that there was, at the only price. */
const UP = [
  `ALTER TABLE "avatars"
     ADD "kind" text NOT NULL DEFAULT 'trained',
     ADD "family" text NOT NULL DEFAULT 'flux-1',
     ADD "reference_key" text,
     ADD "is_main" boolean NOT NULL DEFAULT false,
     ADD "deleted_at" TIMESTAMP WITH TIME ZONE,
     ADD CONSTRAINT "avatars_kind" CHECK ("kind" in ('trained', 'instant')),
     ADD CONSTRAINT "avatars_family" CHECK ("family" in ('flux-1', 'flux-2'))`,
  `UPDATE "avatars" SET "is_main" = true WHERE "id" IN (
     SELECT DISTINCT ON ("owner_id") "id" FROM "avatars" WHERE "status" = 'ready'
     ORDER BY "owner_id", "ready_at", "id")`,
  `CREATE UNIQUE INDEX "avatars_one_main" ON "avatars" ("owner_id")
     WHERE "is_main" and "deleted_at" is null`,
  `ALTER TABLE "trainings"
     ADD "preset" text NOT NULL DEFAULT 'balanced',
     ADD "trainer" text NOT NULL DEFAULT 'flux-portrait',
     ADD "price" integer NOT NULL DEFAULT 150,
     ADD "queue_position" integer,
     ADD "percent" integer,
     ADD "progress_at" TIMESTAMP WITH TIME ZONE,
     ADD "cancel_requested_at" TIMESTAMP WITH TIME ZONE`,
];

/** Kinds of avatars, the main one, deletion that keeps history valid; presets, progress and cancelling of trainings. */
export class AvatarCards1795510000000 implements MigrationInterface {
  name = 'AvatarCards1795510000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE "trainings" DROP COLUMN "preset", DROP COLUMN "trainer", DROP COLUMN "price",
         DROP COLUMN "queue_position", DROP COLUMN "percent", DROP COLUMN "progress_at",
         DROP COLUMN "cancel_requested_at"`,
    );
    await runner.query(`DROP INDEX "avatars_one_main"`);
    await runner.query(
      `ALTER TABLE "avatars" DROP COLUMN "kind", DROP COLUMN "family", DROP COLUMN "reference_key",
         DROP COLUMN "is_main", DROP COLUMN "deleted_at"`,
    );
  }
}
