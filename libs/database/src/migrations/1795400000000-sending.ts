import type { MigrationInterface, QueryRunner } from 'typeorm';

const CREATED_AT = [
  'answers.created_at',
  'avatar_photos.created_at',
  'avatars.created_at',
  'holds.created_at',
  'images.created_at',
  'inbox_updates.received_at',
  'incoming_files.created_at',
  'ledger_transactions.created_at',
  'object_removals.created_at',
  'outbound_messages.created_at',
  'provider_callbacks.received_at',
  'trainings.created_at',
  'transcripts.created_at',
  'users.created_at',
].map((name) => name.split('.') as [string, string]);

const setDefaults = (value: string) =>
  CREATED_AT.map(
    ([table, column]) => `ALTER TABLE "${table}" ALTER COLUMN "${column}" SET DEFAULT ${value}`,
  );

const UP = [
  `ALTER TABLE "outbound_messages" ADD "lane" text NOT NULL DEFAULT 'person'`,
  `ALTER TABLE "outbound_messages" ADD "parts_sent" integer NOT NULL DEFAULT 0`,
  `ALTER TABLE "outbound_messages" ADD "sender" text`,
  `ALTER TABLE "outbound_messages" ADD "claimed_until" TIMESTAMP WITH TIME ZONE`,
  `DROP TABLE "chat_claims"`,
  // One index instead of two: numbers are unique where they matter, among what waits.
  `ALTER TABLE "outbound_messages" DROP CONSTRAINT "outbound_messages_order"`,
  `DROP INDEX "outbound_messages_waiting"`,
  `CREATE UNIQUE INDEX "outbound_messages_waiting" ON "outbound_messages" ("bot_id", "chat_id", "seq") WHERE "status" in ('pending', 'sending')`,
  `CREATE INDEX "outbound_messages_kept" ON "outbound_messages" ("bot_id", "chat_id") WHERE "status" = 'undeliverable'`,
  `ALTER TABLE "outbound_messages" ADD CONSTRAINT "outbound_messages_lane" CHECK ("lane" in ('person', 'bulk'))`,
  ...setDefaults('clock_timestamp()'),
];

const DOWN = [
  `DROP INDEX "outbound_messages_kept"`,
  `DROP INDEX "outbound_messages_waiting"`,
  `CREATE INDEX "outbound_messages_waiting" ON "outbound_messages" ("bot_id", "chat_id", "seq") WHERE "status" in ('pending', 'sending')`,
  `ALTER TABLE "outbound_messages" ADD CONSTRAINT "outbound_messages_order" UNIQUE ("bot_id", "chat_id", "seq")`,
  `CREATE TABLE "chat_claims" (
    "purpose" text NOT NULL,
    "bot_id" bigint NOT NULL,
    "chat_id" bigint NOT NULL,
    "owner" text NOT NULL,
    "expires_at" TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT "chat_claims_purpose" CHECK ("purpose" in ('handle', 'send')),
    CONSTRAINT "PK_71f1d9fca06f9387bdd7e7dc811" PRIMARY KEY ("purpose", "bot_id", "chat_id")
  )`,
  `CREATE INDEX "chat_claims_deadline" ON "chat_claims" ("expires_at")`,
];

/** Claims in the messages themselves, lanes, the progress of long messages, and the order of rows made in one transaction. */
export class Sending1795400000000 implements MigrationInterface {
  name = 'Sending1795400000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of setDefaults('now()')) await runner.query(statement);
    for (const column of ['claimed_until', 'sender', 'parts_sent', 'lane']) {
      await runner.query(`ALTER TABLE "outbound_messages" DROP COLUMN "${column}"`);
    }
    for (const statement of DOWN) await runner.query(statement);
  }
}
