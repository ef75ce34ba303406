import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEXES = {
  images_object: `"images" ("object_key")`,
  images_thumb: `"images" ("thumb_key")`,
  images_open_source: `"images" ("source_key") WHERE "settled_at" IS NULL`,
  avatar_photos_object: `"avatar_photos" ("object_key")`,
  avatars_objects: `"avatars" USING gin
    ((ARRAY["weights_key", "config_key", "preview_key", "reference_key"]))`,
};

/** Before an object in S3 is deleted every row is asked whether it uses it. Built while people use the tables. */
export class ObjectIndexes1795530000002 implements MigrationInterface {
  name = 'ObjectIndexes1795530000002';
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
