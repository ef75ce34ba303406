import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { databaseUrl, onConnection } from './postgres/postgres-connection';
import { runCommand } from './processes/run-command';

const hourMs = 3_600_000;
// A run that was killed leaves its databases on a server that lives on; no run takes this long.
const abandonedAfterMs = 6 * hourMs;

/** Name of a database of specs. It tells when it was made, so that a later run knows what is abandoned. */
export const testDatabaseName = (kind: string, now = Date.now()) =>
  `aisha_test_${kind}_${now.toString(36)}_${randomBytes(4).toString('hex')}`;

export function isAbandoned(name: string, now = Date.now()): boolean {
  const [, stamp] = /^aisha_test_[a-z]+_([0-9a-z]+)_[0-9a-f]{8}$/.exec(name) ?? [];
  return stamp !== undefined && now - Number.parseInt(stamp, 36) > abandonedAfterMs;
}

/** Makes a migrated database that specs clone; `migrate` is the command of the migration tool. */
export async function makeTemplateDatabase(
  url: string,
  migrate: readonly string[],
): Promise<{ name: string; drop(): Promise<void> }> {
  const name = testDatabaseName('template');
  await onConnection(url, async (client) => {
    await dropAbandoned(client);
    await client.query(`create database ${name}`);
  });
  const drop = () => dropDatabase(url, name);
  try {
    await runCommand(migrate, { ...process.env, DATABASE_URL: databaseUrl(url, name) });
    return { name, drop };
  } catch (error) {
    await drop();
    throw error;
  }
}

/** Ends the connections of a database and drops it. */
export const dropDatabase = (url: string, name: string): Promise<void> =>
  onConnection(url, async (client) => {
    await client.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`);
  });

async function dropAbandoned(client: pg.Client): Promise<void> {
  const found = await client.query<{ datname: string }>(
    `select datname from pg_database where datname like 'aisha\\_test\\_%'`,
  );
  for (const { datname } of found.rows.filter((row) => isAbandoned(row.datname))) {
    await client.query(`drop database if exists ${pg.escapeIdentifier(datname)} with (force)`);
  }
}
