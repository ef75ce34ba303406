import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is searched for in a transcript. The configuration knows both languages: words in Latin letters go to the
 * English stemmer, all others to the Russian one. A tsvector ends at 1 MB, and what does not fit would make the text
 * itself impossible to store: 150,000 characters are three hours of fast speech, and fit whatever is in them. Letters
 * are made small beforehand: dictionaries do so by the server's locale, which may know Latin letters only.
 */
const SEARCHED = `
  CREATE FUNCTION transcript_words(title text, body text) RETURNS tsvector
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT setweight(to_tsvector('pg_catalog.russian', lower(coalesce(title, ''))), 'A')
      || setweight(to_tsvector('pg_catalog.russian', lower(left(coalesce(body, ''), 150000))), 'B')
  $$`;

/** A trigger and no generated column: adding one would rewrite the table while nobody may read it. */
const KEPT_UP = `
  CREATE FUNCTION transcripts_search() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    NEW.words := CASE WHEN NEW.text IS NOT NULL THEN transcript_words(NEW.title, NEW.text) END;
    RETURN NEW;
  END $$`;

const UP = [
  `ALTER TABLE "transcripts" ADD "title" text, ADD "asked_language" text, ADD "words" tsvector`,
  `ALTER TABLE "incoming_files" ADD "sha256" text`,
  SEARCHED,
  KEPT_UP,
  `CREATE TRIGGER "transcripts_search" BEFORE INSERT OR UPDATE OF "text", "title" ON "transcripts"
   FOR EACH ROW EXECUTE FUNCTION transcripts_search()`,
];

/** Transcripts have names and are found by their words; files are known again by their content. */
export class TranscriptHistory1795740000000 implements MigrationInterface {
  name = 'TranscriptHistory1795740000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TRIGGER "transcripts_search" ON "transcripts"`);
    await runner.query('DROP FUNCTION transcripts_search()');
    await runner.query('DROP FUNCTION transcript_words(text, text)');
    await runner.query(`ALTER TABLE "incoming_files" DROP "sha256"`);
    await runner.query(
      `ALTER TABLE "transcripts" DROP "words", DROP "asked_language", DROP "title"`,
    );
  }
}
