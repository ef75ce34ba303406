import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes, dropIndexes } from './concurrent-indexes';

const CHECKED = ['outbound_messages', 'inbox_updates', 'broadcasts'];
/** Empty but after a restore. */
const INDEXES = {
  outbound_messages_held: `"outbound_messages" ("bot_id", "created_at") WHERE "status" = 'held'`,
  inbox_updates_held: `"inbox_updates" ("bot_id", "received_at") WHERE "status" = 'held'`,
};

/** Built, and the new constraints checked, while people use the tables. */
export class HeldRowIndexes1795770000001 implements MigrationInterface {
  name = 'HeldRowIndexes1795770000001';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SET statement_timeout = 0');
    for (const table of CHECKED) {
      await runner.query(`ALTER TABLE "${table}" VALIDATE CONSTRAINT "${table}_status"`);
    }
    await buildIndexes(runner, INDEXES);
  }

  down(runner: QueryRunner): Promise<void> {
    return dropIndexes(runner, INDEXES);
  }
}
