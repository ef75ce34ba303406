import type { Provider } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { AccountsModule, PaymentsModule } from '@aisha/accounts';
import { DeliveryModule, LocalBell } from '@aisha/delivery';
import { ConfigModule, HealthModule } from '@aisha/platform';
import { createTestDatabase, testRedisUrl } from '@aisha/testing';
import { getBotToken } from 'nestjs-telegraf';
import pg from 'pg';
import { BotIdentity } from '../bot-identity';
import { Operators } from '../operators/operators';
import { BotApiFixture } from '../sending/bot-api.fixture';
import { OperatorNews } from '../operators/operator-news';
import { PaymentAlarms } from './payment-alarms';
import { PaymentDesk } from './payment-desk';
import { StarsApi } from './stars-api';
import { StarsProvider } from './stars-provider';

export const BOT_ID = 7_000_000_001;
export const OPERATOR = 42;

export type PaymentsWorld = Awaited<ReturnType<typeof openPaymentsWorld>>;

/** The gateway's part in payments on a database of its own, with a Bot API that answers as the spec wants. */
export async function openPaymentsWorld(...providers: Provider[]) {
  const database = await createTestDatabase();
  const api = await BotApiFixture.start();
  const app = await Test.createTestingModule({
    imports: [
      ConfigModule.forRoot({
        DATABASE_URL: database.url,
        REDIS_URL: await testRedisUrl(),
        TELEGRAM_BOT_TOKEN: `${BOT_ID}:token`,
        INSTANCE_ID: 'payments-spec',
        OPERATOR_TELEGRAM_IDS: [OPERATOR],
      }),
      HealthModule.forRole('test'),
      AccountsModule,
      DeliveryModule.forRoot(LocalBell),
      PaymentsModule,
    ],
    providers: [
      { provide: getBotToken(), useValue: api.bot },
      BotIdentity,
      Operators,
      OperatorNews,
      PaymentAlarms,
      PaymentDesk,
      StarsApi,
      StarsProvider,
      ...providers,
    ],
  }).compile();
  app.useLogger(false);
  await app.init();
  const sql = new pg.Client({ connectionString: database.url });
  await sql.connect();
  return {
    api,
    app,
    sql,
    close: async () => {
      await sql.end();
      await app.close();
      await api.close();
      await database.close();
    },
  };
}
