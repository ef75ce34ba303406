import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `CREATE TABLE "transcript_documents" (
    "id" uuid NOT NULL DEFAULT gen_random_uuid(),
    "owner_id" uuid NOT NULL,
    "bot_id" bigint NOT NULL,
    "chat_id" bigint NOT NULL,
    "transcript_id" uuid NOT NULL,
    "kind" text NOT NULL,
    "wish" text NOT NULL,
    "language" text,
    "format" text,
    "source_id" uuid,
    "question" text,
    "status" text NOT NULL DEFAULT 'requested',
    "parts" jsonb NOT NULL DEFAULT '{}',
    "text" text,
    "object_key" text,
    "failure" text,
    "attempt" integer NOT NULL DEFAULT 0,
    "trace_id" text NOT NULL,
    "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT clock_timestamp(),
    "updated_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    "settled_at" TIMESTAMP WITH TIME ZONE,
    CONSTRAINT "transcript_documents_kind" CHECK ("kind" in ('summary', 'tasks', 'minutes', 'official', 'translation', 'answer', 'file')),
    CONSTRAINT "transcript_documents_status" CHECK ("status" in ('requested', 'ready', 'failed')),
    CONSTRAINT "transcript_documents_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "transcript_documents_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE RESTRICT,
    CONSTRAINT "transcript_documents_transcript_id_fkey" FOREIGN KEY ("transcript_id") REFERENCES "transcripts"("id") ON DELETE CASCADE
  )`,
  `CREATE UNIQUE INDEX "transcript_documents_wish" ON "transcript_documents" ("transcript_id", "wish") WHERE "status" <> 'failed'`,
  `CREATE INDEX "transcript_documents_owner" ON "transcript_documents" ("owner_id", "created_at")`,
  `CREATE INDEX "transcript_documents_open" ON "transcript_documents" ("updated_at") WHERE "status" = 'requested'`,
];

/** What is made of transcripts. */
export class TranscriptDocuments1795730000000 implements MigrationInterface {
  name = 'TranscriptDocuments1795730000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "transcript_documents"`);
  }
}
