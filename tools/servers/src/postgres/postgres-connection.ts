import pg from 'pg';

/** Runs `work` on one connection of its own. Rejects within 5 s where nothing answers. */
export async function onConnection<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  // A server that stops closes idle connections with an error event; without a listener it would end us.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export const postgresAnswers = (url: string): Promise<boolean> =>
  onConnection(url, (client) => client.query('select 1')).then(
    () => true,
    () => false,
  );

/** Address of another database of the same server. */
export function databaseUrl(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
}

export async function createDatabaseIfMissing(adminUrl: string, database: string): Promise<string> {
  await onConnection(adminUrl, async (client) => {
    const found = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (found.rowCount === 0)
      await client.query(`create database ${pg.escapeIdentifier(database)}`);
  });
  return databaseUrl(adminUrl, database);
}
