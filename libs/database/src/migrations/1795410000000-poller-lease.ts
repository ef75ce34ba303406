import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A lease of the version before is silent, so that the next gateway ends it after the default time to live. */
const UP = [
  `ALTER TABLE "poller_leases"
     ADD "owner" text NOT NULL DEFAULT '',
     ADD "backend_start" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
     ADD "ttl_ms" integer NOT NULL DEFAULT 3000,
     ADD "renewed_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
     ADD "released_at" TIMESTAMP WITH TIME ZONE,
     ADD "ended_because" text,
     ADD "successor" text,
     ADD "successor_until" TIMESTAMP WITH TIME ZONE`,
  `CREATE TABLE "poller_failovers" (
    "bot_id" bigint NOT NULL,
    "epoch" bigint NOT NULL,
    "from_instance" text,
    "to_instance" text NOT NULL,
    "reason" text NOT NULL,
    "gap_ms" integer,
    "at" TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT "poller_failovers_pkey" PRIMARY KEY ("bot_id", "epoch")
  )`,
];

/** The lease in full, and the book of who took over from whom. */
export class PollerLease1795410000000 implements MigrationInterface {
  name = 'PollerLease1795410000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "poller_failovers"`);
    await runner.query(
      `ALTER TABLE "poller_leases" DROP COLUMN "owner", DROP COLUMN "backend_start",
         DROP COLUMN "ttl_ms", DROP COLUMN "renewed_at", DROP COLUMN "released_at",
         DROP COLUMN "ended_because", DROP COLUMN "successor", DROP COLUMN "successor_until"`,
    );
  }
}
