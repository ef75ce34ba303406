import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Statuses by table. `held`: it may have happened between a backup and its restore, so nobody acts on it. */
const STATUSES = {
  outbound_messages: ['pending', 'sending', 'sent', 'failed', 'undeliverable'],
  inbox_updates: ['pending', 'done', 'quarantined'],
  broadcasts: ['draft', 'running', 'stopped', 'done'],
};
/** What a held row becomes where nobody knows the word. */
const GIVEN_UP = {
  outbound_messages: 'failed',
  inbox_updates: 'quarantined',
  broadcasts: 'stopped',
};

const TABLES = Object.keys(STATUSES) as (keyof typeof STATUSES)[];

/** Rows that a restore holds back until an operator has spoken. */
export class HeldRows1795770000000 implements MigrationInterface {
  name = 'HeldRows1795770000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await allow(runner, table, [...STATUSES[table], 'held']);
    await runner.query(`ALTER TABLE "outbound_messages" ADD "released_at" timestamptz`);
    await runner.query(`CREATE TABLE "restores" (
      "id" uuid NOT NULL DEFAULT gen_random_uuid(),
      "restored_at" timestamptz NOT NULL DEFAULT clock_timestamp(),
      "messages" integer NOT NULL, "people" integer NOT NULL,
      "updates" integer NOT NULL, "broadcasts" integer NOT NULL,
      "told_at" timestamptz,
      PRIMARY KEY ("id"))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "restores"`);
    await runner.query(`ALTER TABLE "outbound_messages" DROP COLUMN "released_at"`);
    for (const table of TABLES) {
      await runner.query(`UPDATE "${table}" SET "status" = $1 WHERE "status" = 'held'`, [
        GIVEN_UP[table],
      ]);
      await allow(runner, table, STATUSES[table]);
    }
  }
}

/** Rows that are there hold only words of before, so the next migration reads them while people use the table. */
async function allow(runner: QueryRunner, table: string, statuses: string[]): Promise<void> {
  const words = statuses.map((status) => `'${status}'`).join(', ');
  await runner.query(`ALTER TABLE "${table}" DROP CONSTRAINT "${table}_status"`);
  await runner.query(`ALTER TABLE "${table}" ADD CONSTRAINT "${table}_status"
    CHECK ("status" in (${words})) NOT VALID`);
}
