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
  `ALTER TABLE "chats" ADD "migrated_to" bigint`,
  `ALTER TABLE "outbound_messages" ADD "lane" text NOT NULL DEFAULT 'person'`,
  `ALTER TABLE "outbound_messages" ADD "parts_sent" integer NOT NULL DEFAULT 0`,
  `ALTER TABLE "outbound_messages" ADD CONSTRAINT "outbound_messages_lane" CHECK ("lane" in ('person', 'bulk'))`,
  ...setDefaults('clock_timestamp()'),
];

/** Lanes, the progress of long messages, chats that moved, and the order of rows made in one transaction. */
export class Sending1795400000000 implements MigrationInterface {
  name = 'Sending1795400000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of setDefaults('now()')) await runner.query(statement);
    await runner.query(`ALTER TABLE "outbound_messages" DROP COLUMN "parts_sent"`);
    await runner.query(`ALTER TABLE "outbound_messages" DROP COLUMN "lane"`);
    await runner.query(`ALTER TABLE "chats" DROP COLUMN "migrated_to"`);
  }
}
