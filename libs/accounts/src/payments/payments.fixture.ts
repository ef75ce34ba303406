import { Test } from '@nestjs/testing';
import { Database } from '@aisha/database';
import { ConfigModule, HealthModule } from '@aisha/platform';
import { createTestDatabase, testRedisUrl } from '@aisha/testing';
import { Ledger } from '../ledger';
import { Promos } from '../promo/promos';
import { type User, Users } from '../users';
import { Invoices } from './invoices';
import { type IncomingPayment, Payments } from './payments';
import { PaymentsModule } from './payments.module';
import { Refunds } from './refunds';
import { Statements } from './statements';

export const BOT_ID = 7;

/** The payment services on a database of their own, and people with charges to pay with. */
export async function openPayments() {
  const testDatabase = await createTestDatabase();
  const app = await Test.createTestingModule({
    imports: [
      ConfigModule.forRoot({ DATABASE_URL: testDatabase.url, REDIS_URL: await testRedisUrl() }),
      HealthModule.forRole('test'),
      PaymentsModule,
    ],
  }).compile();
  await app.init();
  let number = 1_000;
  return {
    app,
    database: app.get(Database),
    ledger: app.get(Ledger),
    invoices: app.get(Invoices),
    payments: app.get(Payments),
    refunds: app.get(Refunds),
    statements: app.get(Statements),
    promos: app.get(Promos),
    person: (): Promise<User> =>
      app.get(Users).register({ telegramId: number++, firstName: 'Anna', languageCode: 'en' }),
    charge: (payer: User, amount: number, payload?: string): IncomingPayment => ({
      provider: 'stars',
      chargeId: `charge-${number++}`,
      amount,
      currency: 'XTR',
      payload,
      payer: { userId: payer.id, telegramId: payer.telegramId },
      botId: BOT_ID,
      paidAt: new Date(),
    }),
    close: async () => {
      await app.close();
      await testDatabase.close();
    },
  };
}
export type OpenPayments = Awaited<ReturnType<typeof openPayments>>;
