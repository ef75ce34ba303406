import path from 'node:path';
import {
  databaseUrl,
  dropDatabase,
  onConnection,
  openServers,
  runCommand,
  testDatabaseName,
} from '@aisha/servers';
import type { TestDatabase } from '@aisha/testing';

const MIGRATE = path.resolve(__dirname, '../../../../../dist/tools/migrate/main.js');

/** A Postgres as operators have it: what it has committed is on disk, which servers of tests do without. */
export async function syncedPostgres(): Promise<{ url: string; close(): Promise<void> }> {
  const { postgres, close } = await openServers({ purpose: 'local', want: ['postgres'] });
  return { url: postgres.url, close };
}

/** A new database with our tables and nobody in it. */
export async function migratedDatabase(server: string): Promise<TestDatabase> {
  const name = testDatabaseName('people');
  await onConnection(server, (client) => client.query(`create database ${name}`));
  const url = databaseUrl(server, name);
  await runCommand([process.execPath, MIGRATE], { ...process.env, DATABASE_URL: url });
  return { url, close: () => dropDatabase(server, name) };
}
