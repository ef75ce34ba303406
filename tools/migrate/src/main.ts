import { databaseEnv, migrateDatabase } from '@aisha/database';
import { readConfig } from '@aisha/platform';

// A deploy step of its own, with its own image: apps never migrate by themselves.
const { DATABASE_URL, DATABASE_DIRECT_URL } = readConfig(databaseEnv);
try {
  const names = await migrateDatabase(DATABASE_DIRECT_URL ?? DATABASE_URL);
  console.log(names.length > 0 ? `Migrated: ${names.join(', ')}` : 'The schema is up to date.');
} catch (error) {
  console.error(`Migration failed: ${(error as Error).message}`);
  process.exit(1);
}
