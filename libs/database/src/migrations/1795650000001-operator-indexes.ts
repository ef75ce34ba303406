import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEXES = {
  // How far a broadcast is.
  outbound_messages_broadcast: `"outbound_messages" (("notice"->>'broadcastId'), "status") WHERE "lane" = 'bulk'`,
  // What operators look at because it went wrong.
  outbound_messages_failed: `"outbound_messages" ("created_at") WHERE "status" = 'failed'`,
  inbox_updates_set_aside: `"inbox_updates" ("received_at") WHERE "status" = 'quarantined'`,
  holds_open: `"holds" ("created_at") WHERE "status" = 'held'`,
  // A person by the name that Telegram shows.
  users_username: `"users" (lower("username")) WHERE "username" is not null`,
};

/** Built while people use the tables. */
export class OperatorIndexes1795650000001 implements MigrationInterface {
  name = 'OperatorIndexes1795650000001';
  /** Postgres builds no index concurrently inside a transaction. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SET statement_timeout = 0');
    for (const [name, definition] of Object.entries(INDEXES)) {
      // A run that was cut off leaves an index that is never used.
      await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS "${name}"`);
      await runner.query(`CREATE INDEX CONCURRENTLY "${name}" ON ${definition}`);
    }
    await runner.query('RESET statement_timeout');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(INDEXES)) {
      await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS "${name}"`);
    }
  }
}
