import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEXES = {
  images_avatar: `"images" ("avatar_id")`,
  picture_orders_avatar: `"picture_orders" ("avatar_id")`,
  incoming_files_owner: `"incoming_files" ("owner_id")`,
  answers_owner: `"answers" ("owner_id")`,
  prompts_owner: `"prompts" ("owner_id")`,
  outbound_messages_unshown: `"outbound_messages" ("bot_id", "chat_id")
    WHERE "telegram_message_id" IS NULL AND "status" IN ('sent', 'failed')`,
};

/** All rows of one person are found, and deleted, without reading those of others. Built while people use the tables. */
export class PrivacyIndexes1795640000001 implements MigrationInterface {
  name = 'PrivacyIndexes1795640000001';
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
