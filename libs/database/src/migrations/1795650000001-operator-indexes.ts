import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes, dropIndexes } from './concurrent-indexes';

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
  readonly transaction = false;

  up(runner: QueryRunner): Promise<void> {
    return buildIndexes(runner, INDEXES);
  }

  down(runner: QueryRunner): Promise<void> {
    return dropIndexes(runner, INDEXES);
  }
}
