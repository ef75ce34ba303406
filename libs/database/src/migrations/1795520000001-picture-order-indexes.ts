import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEXES = {
  images_of_order: `UNIQUE INDEX CONCURRENTLY "images_of_order" ON "images" ("order_id", "position")`,
  images_made_from: `INDEX CONCURRENTLY "images_made_from" ON "images" ("source_image_id")
    WHERE "source_image_id" is not null`,
};

/** Indexes of a living table, built while people use it. */
export class PictureOrderIndexes1795520000001 implements MigrationInterface {
  name = 'PictureOrderIndexes1795520000001';
  /** Postgres builds no index concurrently inside a transaction. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SET statement_timeout = 0');
    for (const [name, definition] of Object.entries(INDEXES)) {
      // A run that was cut off leaves an index that is never used.
      await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS "${name}"`);
      await runner.query(`CREATE ${definition}`);
    }
    await runner.query('RESET statement_timeout');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(INDEXES)) {
      await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS "${name}"`);
    }
  }
}
