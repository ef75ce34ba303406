import { randomInt } from 'node:crypto';
import { Test } from '@nestjs/testing';
import { Database } from '@aisha/database';
import { ConfigModule, HealthModule } from '@aisha/platform';
import { createTestDatabase } from '@aisha/testing';
import { AccountsModule } from './accounts.module';
import { Ledger } from './ledger';
import { Users } from './users';

/** The real modules on real Postgres. */
export async function openLedger() {
  const testDatabase = await createTestDatabase();
  const app = await Test.createTestingModule({
    imports: [
      ConfigModule.forRoot({ DATABASE_URL: testDatabase.url }),
      HealthModule.forRole('test'),
      AccountsModule,
    ],
  }).compile();
  await app.init();
  const [ledger, database, users] = [app.get(Ledger), app.get(Database), app.get(Users)];
  let people = randomInt(1_000_000, 1_000_000_000);
  return {
    app,
    url: testDatabase.url,
    ledger,
    database,
    /** Somebody new with that many credits. @returns their id */
    async person(credits = 0): Promise<string> {
      const { id } = await users.register({ telegramId: people++, firstName: 'Anna' });
      if (credits > 0) await ledger.grant(id, credits, `grant-${id}`);
      return id;
    },
    async close() {
      await app.close();
      await testDatabase.close();
    },
  };
}
export type LedgerWorld = Awaited<ReturnType<typeof openLedger>>;
