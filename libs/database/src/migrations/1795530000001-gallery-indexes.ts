import type { MigrationInterface, QueryRunner } from 'typeorm';

const KEPT = `WHERE "status" = 'succeeded' AND "deleted_at" IS NULL`;
const INDEXES = {
  // All that pages, positions and filters ask is in the index: they read no rows but those that they show.
  images_gallery_order: `"images" ("owner_id", "created_at", "id") INCLUDE ("avatar_id", "favourite", "style_id") ${KEPT}`,
  sent_files_sheets: `"sent_files" ("sent_at") WHERE "object_key" LIKE 'sheets/%'`,
};

/** Indexes of living tables, built while people use them. */
export class GalleryIndexes1795530000001 implements MigrationInterface {
  name = 'GalleryIndexes1795530000001';
  /** Postgres builds no index concurrently inside a transaction. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SET statement_timeout = 0');
    for (const [name, definition] of Object.entries(INDEXES)) {
      // A run that was cut off leaves an index that is never used.
      await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS "${name}"`);
      await runner.query(`CREATE INDEX CONCURRENTLY "${name}" ON ${definition}`);
    }
    await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS "images_gallery"`);
    await runner.query('RESET statement_timeout');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX CONCURRENTLY "images_gallery" ON "images" ("owner_id", "created_at") ${KEPT}`,
    );
    for (const name of Object.keys(INDEXES)) {
      await runner.query(`DROP INDEX CONCURRENTLY "${name}"`);
    }
  }
}
