import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `ALTER TABLE "chats" ADD "migrated_to" bigint`,
  `ALTER TABLE "outbound_messages" ADD "lane" text NOT NULL DEFAULT 'person'`,
  `ALTER TABLE "outbound_messages" ADD "parts_sent" integer NOT NULL DEFAULT 0`,
  `ALTER TABLE "outbound_messages" ADD CONSTRAINT "outbound_messages_lane" CHECK ("lane" in ('person', 'bulk'))`,
];

/** Lanes, the progress of long messages, and chats that moved. */
export class Sending1795400000000 implements MigrationInterface {
  name = 'Sending1795400000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "outbound_messages" DROP COLUMN "parts_sent"`);
    await runner.query(`ALTER TABLE "outbound_messages" DROP COLUMN "lane"`);
    await runner.query(`ALTER TABLE "chats" DROP COLUMN "migrated_to"`);
  }
}
