import type { MigrationInterface, QueryRunner } from 'typeorm';

const MODES = `in ('both', 'transcript', 'answer')`;

/** What people want of recordings, and when in them something was said. */
export class SpokenWords1795700000000 implements MigrationInterface {
  name = 'SpokenWords1795700000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "users"
      ADD "voice_mode" text NOT NULL DEFAULT 'both',
      ADD "speech_language" text,
      ADD CONSTRAINT "users_voice_mode" CHECK ("voice_mode" ${MODES})`);
    await runner.query(`ALTER TABLE "transcripts"
      ADD "mode" text NOT NULL DEFAULT 'both',
      ADD "segments" jsonb,
      ADD CONSTRAINT "transcripts_mode" CHECK ("mode" ${MODES})`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "transcripts" DROP "segments", DROP "mode"`);
    await runner.query(`ALTER TABLE "users" DROP "speech_language", DROP "voice_mode"`);
  }
}
