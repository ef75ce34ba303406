import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Long recordings are heard piece by piece. */
export class TranscriptPieces1795720000000 implements MigrationInterface {
  name = 'TranscriptPieces1795720000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE "transcript_pieces" (
      "transcript_id" uuid NOT NULL,
      "position" integer NOT NULL,
      "from_seconds" double precision NOT NULL,
      "to_seconds" double precision NOT NULL,
      "object_key" text NOT NULL,
      "status" text NOT NULL DEFAULT 'waiting',
      "attempts" integer NOT NULL DEFAULT 0,
      "text" text,
      "language" text,
      "segments" jsonb,
      "created_at" timestamptz NOT NULL DEFAULT clock_timestamp(),
      "heard_at" timestamptz,
      CONSTRAINT "transcript_pieces_pkey" PRIMARY KEY ("transcript_id", "position"),
      CONSTRAINT "transcript_pieces_status" CHECK ("status" in ('waiting', 'heard')),
      CONSTRAINT "transcript_pieces_transcript_fkey" FOREIGN KEY ("transcript_id")
        REFERENCES "transcripts"("id") ON DELETE CASCADE
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "transcript_pieces"`);
  }
}
