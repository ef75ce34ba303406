import pg from 'pg';
import type { DataSourceOptions } from 'typeorm';
import { ENTITIES } from './entities/all';
import { MIGRATIONS } from './migrations/all';
import { SnakeNaming } from './snake-naming';

/** The seed's SQLAlchemy address is accepted: only the driver's name differs. */
export const plainPostgresUrl = (url: string) =>
  url.replace(/^postgresql\+\w+:/, 'postgresql:').replace(/^postgres:/, 'postgresql:');

/** The one set of options, for the apps and for migrations. Apps never migrate by themselves. */
export function dataSourceOptions(
  url: string,
  { poolSize = 10, applicationName = 'aisha' } = {},
): DataSourceOptions {
  return {
    type: 'postgres',
    driver: pg, // TypeORM's own dynamic require cannot be followed by a bundler
    url: plainPostgresUrl(url),
    entities: ENTITIES,
    migrations: MIGRATIONS,
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'each',
    namingStrategy: new SnakeNaming(),
    uuidExtension: 'pgcrypto',
    installExtensions: false,
    synchronize: false,
    extra: {
      max: poolSize,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
      application_name: applicationName,
      // Below the lease TTL of 3 s: a frozen process never keeps a row locked longer than it is trusted.
      idle_in_transaction_session_timeout: 2_500,
      statement_timeout: 15_000,
    },
  };
}
