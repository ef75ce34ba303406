import type { QueryRunner } from 'typeorm';

/** Indexes by name: what stands behind `ON`. */
export type Indexes = Record<string, string>;

/**
 * Builds indexes while people use the tables. Postgres does so outside of transactions only, so the migration says
 * `transaction = false`.
 */
export async function buildIndexes(runner: QueryRunner, indexes: Indexes): Promise<void> {
  await runner.query('SET statement_timeout = 0');
  for (const [name, definition] of Object.entries(indexes)) {
    // A run that was cut off leaves an index that is never used.
    await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS "${name}"`);
    await runner.query(`CREATE INDEX CONCURRENTLY "${name}" ON ${definition}`);
  }
  await runner.query('RESET statement_timeout');
}

/** Takes them away again. */
export async function dropIndexes(runner: QueryRunner, indexes: Indexes): Promise<void> {
  for (const name of Object.keys(indexes)) {
    await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS "${name}"`);
  }
}
