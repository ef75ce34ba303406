import { randomInt } from 'node:crypto';
import type { ModuleMetadata } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { Database } from '@aisha/database';
import { ConfigModule, HealthModule } from '@aisha/platform';
import { createTestDatabase } from '@aisha/testing';
import { AccountsModule } from './accounts.module';
import { Ledger } from './ledger';
import { type User, Users } from './users';

export interface AccountsWorldOptions {
  /** On top of the database's address. */
  config?: Record<string, unknown>;
  /** Modules beside the accounts' own. */
  imports?: ModuleMetadata['imports'];
}

/** The real modules on a Postgres database of their own, and people. */
export async function openAccounts({ config = {}, imports = [] }: AccountsWorldOptions = {}) {
  const testDatabase = await createTestDatabase();
  const app = await Test.createTestingModule({
    imports: [
      ConfigModule.forRoot({ DATABASE_URL: testDatabase.url, ...config }),
      HealthModule.forRole('test'),
      AccountsModule,
      ...imports,
    ],
  }).compile();
  await app.init();
  const [ledger, database, users] = [app.get(Ledger), app.get(Database), app.get(Users)];
  let people = randomInt(1_000_000, 1_000_000_000);
  /** Somebody new. */
  const user = (username?: string): Promise<User> =>
    users.register({ telegramId: people++, firstName: 'Anna', languageCode: 'en', username });
  return {
    app,
    url: testDatabase.url,
    ledger,
    database,
    users,
    user,
    /** Somebody new with that many credits on top of the welcome. @returns their id */
    async person(credits = 0): Promise<string> {
      const { id } = await user();
      if (credits > 0) await ledger.grant(id, credits, `grant-${id}`);
      return id;
    },
    async close() {
      await app.close();
      await testDatabase.close();
    },
  };
}
export type AccountsWorld = Awaited<ReturnType<typeof openAccounts>>;
