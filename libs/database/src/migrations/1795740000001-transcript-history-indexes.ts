import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes, dropIndexes } from './concurrent-indexes';

const INDEXES = {
  transcripts_words: `"transcripts" USING gin ("words")`,
  transcripts_quoted: `"transcripts" ("updated_at") WHERE "status" = 'quoted'`,
  incoming_files_content: `"incoming_files" ("owner_id", "sha256") WHERE "sha256" IS NOT NULL`,
};
/** A statement of its own each, so that nobody waits long for a row. */
const ROWS_AT_A_TIME = 1_000;
const NEXT_WORDS = `
  UPDATE "transcripts" SET "words" = transcript_words("title", "text") WHERE "id" IN (
    SELECT "id" FROM "transcripts" WHERE "text" IS NOT NULL AND "words" IS NULL
    LIMIT ${ROWS_AT_A_TIME} FOR UPDATE SKIP LOCKED)
  RETURNING 1 AS done`;

/** The words of the transcripts that are there, and indexes of living tables, built while people use them. */
export class TranscriptHistoryIndexes1795740000001 implements MigrationInterface {
  name = 'TranscriptHistoryIndexes1795740000001';
  /** Postgres builds no index concurrently inside a transaction. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SET statement_timeout = 0');
    for (let rows = ROWS_AT_A_TIME; rows === ROWS_AT_A_TIME;) {
      const [updated] = (await runner.query(NEXT_WORDS)) as [unknown[], number];
      rows = updated.length;
    }
    await buildIndexes(runner, INDEXES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndexes(runner, INDEXES);
  }
}
