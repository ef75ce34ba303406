import { testRedisUrl } from '@aisha/testing';
import { openAccounts } from '../accounts-world.fixture';
import { Promos } from '../promo/promos';
import type { User } from '../users';
import { Invoices } from './invoices';
import { type IncomingPayment, Payments } from './payments';
import { PaymentsModule } from './payments.module';
import { Refunds } from './refunds';
import { Statements } from './statements';

export const BOT_ID = 7;

/** The payment services on a database of their own, and people with charges to pay with. */
export async function openPayments() {
  const world = await openAccounts({
    config: { REDIS_URL: await testRedisUrl() },
    imports: [PaymentsModule],
  });
  const { app } = world;
  let number = 1_000;
  return {
    ...world,
    invoices: app.get(Invoices),
    payments: app.get(Payments),
    refunds: app.get(Refunds),
    statements: app.get(Statements),
    promos: app.get(Promos),
    person: (): Promise<User> => world.user(),
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
  };
}
export type OpenPayments = Awaited<ReturnType<typeof openPayments>>;
