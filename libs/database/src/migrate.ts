import { DataSource } from 'typeorm';
import { dataSourceOptions } from './data-source';

/** Any constant of our own: one migration run at a time, whoever starts it. */
const MIGRATION_LOCK = 8_140_200_118;

/**
 * Brings a database to the current schema. Idempotent; runs started at the same time wait for each other.
 * @returns the names of the migrations that ran
 */
export async function migrateDatabase(url: string): Promise<string[]> {
  const lockHolder = await new DataSource(dataSourceOptions(url, { poolSize: 1 })).initialize();
  try {
    await lockHolder.query('set statement_timeout = 0');
    await lockHolder.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    return await runPending(url);
  } finally {
    await lockHolder.destroy();
  }
}

async function runPending(url: string): Promise<string[]> {
  const dataSource = await new DataSource(dataSourceOptions(url, { poolSize: 2 })).initialize();
  try {
    return (await dataSource.runMigrations()).map(({ name }) => name);
  } finally {
    await dataSource.destroy();
  }
}
