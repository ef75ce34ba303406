import { z } from 'zod';

const postgresUrl = z
  .string('is missing')
  .regex(/^postgres(ql)?(\+\w+)?:\/\//, 'must start with postgresql://');

export const databaseEnv = {
  DATABASE_URL: postgresUrl,
  /** Past a transaction-pooling proxy, for locks that belong to a session. */
  DATABASE_DIRECT_URL: postgresUrl.optional(),
};
export type DatabaseConfig = { DATABASE_URL: string; DATABASE_DIRECT_URL?: string };
