import { databaseUrl, dropDatabase, onConnection, testDatabaseName } from '@aisha/servers';
import { testVariable } from './test-variables';

export interface TestDatabase {
  /** Of a database of its own, migrated, empty. */
  readonly url: string;
  /** Drops the database, ending connections that are still open. */
  close(): Promise<void>;
}

/** A fresh database for one spec file: a clone of the migrated template, in about 100 ms. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = testVariable('TEST_DATABASE_URL');
  const template = testVariable('TEST_DATABASE_TEMPLATE');
  const name = testDatabaseName('clone');
  await onConnection(server, (client) =>
    client.query(`create database ${name} template ${template}`),
  );
  return { url: databaseUrl(server, name), close: () => dropDatabase(server, name) };
}
