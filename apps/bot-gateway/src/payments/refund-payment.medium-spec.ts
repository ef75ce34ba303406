import { Test, type TestingModule } from '@nestjs/testing';
import { AccountsModule, Ledger, Payments, PaymentsModule, Refunds } from '@aisha/accounts';
import { DeliveryModule, LocalBell } from '@aisha/delivery';
import { ConfigModule, HealthModule } from '@aisha/platform';
import { createTestDatabase, eventually, testRedisUrl } from '@aisha/testing';
import { getBotToken } from 'nestjs-telegraf';
import pg from 'pg';
import { BotIdentity } from '../bot-identity';
import { Operators } from '../operators/operators';
import { BotApiFixture } from '../sending/bot-api.fixture';
import { OperatorNews } from './operator-news';
import { PaymentAlarms } from './payment-alarms';
import { PaymentDesk } from './payment-desk';
import { RefundPaymentProcessor } from './refund-payment.processor';
import { StarsApi } from './stars-api';
import { StarsProvider } from './stars-provider';

const BOT_ID = 7_000_000_001;
const OPERATOR = 42;

describe('a refund that an operator wants', () => {
  let api: BotApiFixture;
  let app: TestingModule;
  let sql: pg.Client;
  let database: { url: string; close(): Promise<void> };
  let number = 100;

  beforeAll(async () => {
    database = await createTestDatabase();
    api = await BotApiFixture.start();
    app = await Test.createTestingModule({
      imports: [
        ConfigModule.forRoot({
          DATABASE_URL: database.url,
          REDIS_URL: await testRedisUrl(),
          TELEGRAM_BOT_TOKEN: `${BOT_ID}:token`,
          INSTANCE_ID: 'refunds',
          OPERATOR_TELEGRAM_IDS: [OPERATOR],
        }),
        HealthModule.forRole('test'),
        DeliveryModule.forRoot(LocalBell),
        AccountsModule,
        PaymentsModule,
      ],
      providers: [
        { provide: getBotToken(), useValue: api.bot },
        BotIdentity,
        Operators,
        OperatorNews,
        PaymentAlarms,
        PaymentDesk,
        RefundPaymentProcessor,
        StarsApi,
        StarsProvider,
      ],
    }).compile();
    app.useLogger(false);
    await app.init();
    sql = new pg.Client({ connectionString: database.url });
    await sql.connect();
  });
  afterAll(async () => {
    await sql?.end();
    await app?.close();
    await api?.close();
    await database?.close();
  });

  /** Somebody who paid 250 Stars, has 275 credits, and wants the money back. */
  async function wished() {
    const telegramId = ++number;
    const chargeId = `charge-${telegramId}`;
    const charge = { chargeId, amount: 250, currency: 'XTR', at: new Date() };
    await app.get(PaymentDesk).paid(charge, { telegramId, firstName: 'Anna', languageCode: 'en' });
    const payment = (await app.get(Payments).findByCharge('stars', chargeId))!;
    expect(await app.get(Refunds).request(payment.id)).toBe('requested');
    return { payment, telegramId };
  }
  const becomes = (id: string, status: string) =>
    eventually(async () => expect(await app.get(Payments).find(id)).toMatchObject({ status }), {
      timeoutMs: 20_000,
    });
  const notices = async (chatId: number) => {
    const { rows } = await sql.query<{ kind: string }>(
      `select notice->>'kind' as kind from outbound_messages where chat_id = $1 order by seq`,
      [chatId],
    );
    return rows.map(({ kind }) => kind);
  };
  const asked = (chargeId: string) =>
    api.calls.filter(({ payload }) => payload.telegram_payment_charge_id === chargeId);

  it('should be asked of Telegram for the one who paid, and told', async () => {
    const { payment, telegramId } = await wished();
    await becomes(payment.id, 'refunded');
    expect(asked(payment.chargeId)).toEqual([
      {
        method: 'refundStarPayment',
        payload: { user_id: telegramId, telegram_payment_charge_id: payment.chargeId },
      },
    ]);
    expect(await app.get(Ledger).balance(payment.userId)).toBe(0);
    expect(await notices(telegramId)).toEqual(['payment-received', 'payment-refunded']);
  });

  it('should be asked for again when there is no answer, and be made if it was made already', async () => {
    api.refuse(
      { code: 429, description: 'Too Many Requests: retry after 1' },
      { code: 400, description: 'Bad Request: CHARGE_ALREADY_REFUNDED' },
    );
    const { payment } = await wished();
    await becomes(payment.id, 'refunded');
    expect(asked(payment.chargeId)).toHaveLength(2);
  });

  it('should give the credits back when Telegram refuses, and tell operators', async () => {
    api.refuse({ code: 400, description: 'Bad Request: CHARGE_NOT_FOUND' });
    const { payment, telegramId } = await wished();
    await becomes(payment.id, 'paid');
    expect(await app.get(Ledger).balance(payment.userId)).toBe(275);
    expect(await notices(telegramId)).toEqual(['payment-received']);
    expect(await notices(OPERATOR)).toEqual(['refund-refused']);
  });

  it("should be told once, whichever of Telegram's message and its answer comes first", async () => {
    const { payment, telegramId } = await wished();
    const { chargeId, amount, currency } = payment;
    const service = { chargeId, amount, currency, at: new Date() };
    const payer = { telegramId, firstName: 'Anna', languageCode: 'en' };
    await Promise.all(
      Array.from({ length: 5 }, () => app.get(PaymentDesk).refunded(service, payer)),
    );
    await becomes(payment.id, 'refunded');
    expect(await notices(telegramId)).toEqual(['payment-received', 'payment-refunded']);
    expect(await app.get(Ledger).debt(payment.userId)).toBeCloseTo(0);
  });
});
