import { Test, type TestingModule } from '@nestjs/testing';
import { AccountsModule, Ledger, PaymentsModule, Users } from '@aisha/accounts';
import { DeliveryModule, LocalBell } from '@aisha/delivery';
import { ConfigModule, HealthModule, Metrics } from '@aisha/platform';
import { createTestDatabase, testRedisUrl } from '@aisha/testing';
import { getBotToken } from 'nestjs-telegraf';
import pg from 'pg';
import { BotIdentity } from '../bot-identity';
import { Operators } from '../operators/operators';
import { BotApiFixture } from '../sending/bot-api.fixture';
import { OperatorNews } from './operator-news';
import { PaymentAlarms } from './payment-alarms';
import { PaymentDesk } from './payment-desk';
import { Reconciliation } from './reconciliation';
import { StarsApi } from './stars-api';
import { StarsProvider } from './stars-provider';

const BOT_ID = 7_000_000_001;
const OPERATOR = 42;

describe("the comparison with Telegram's list of transactions", () => {
  let api: BotApiFixture;
  let app: TestingModule;
  let sql: pg.Client;
  let database: { url: string; close(): Promise<void> };
  /** Telegram's list, oldest first. */
  let list: object[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    api = await BotApiFixture.start();
    api.answerWith('getStarTransactions', ({ offset, limit }) => ({
      transactions: list.slice(Number(offset), Number(offset) + Number(limit)),
    }));
    app = await Test.createTestingModule({
      imports: [
        ConfigModule.forRoot({
          DATABASE_URL: database.url,
          REDIS_URL: await testRedisUrl(),
          TELEGRAM_BOT_TOKEN: `${BOT_ID}:token`,
          INSTANCE_ID: 'reconciliation',
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
        Reconciliation,
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

  beforeEach(async () => {
    list = [];
    api.calls.length = 0;
    await sql.query('truncate payment_statements');
    await sql.query('delete from payments');
  });

  const now = () => Math.floor(Date.now() / 1_000);
  const user = (id: number) => ({ id, is_bot: false, first_name: 'Anna' });
  const paid = (id: string, payer: number, amount = 1, date = now()) => ({
    id,
    amount,
    date,
    source: { type: 'user', transaction_type: 'invoice_payment', user: user(payer) },
  });
  const run = () => app.get(Reconciliation).run();
  const due = () => sql.query('update payment_statements set due_at = now()');
  const balance = async (telegramId: number) => {
    const known = await app.get(Users).findByTelegramId(telegramId);
    return known ? app.get(Ledger).balance(known.id) : 0;
  };
  const pages = () => api.calls.map(({ payload }) => payload.offset);
  const counted = async (outcome: string) => {
    const text = await app
      .get(Metrics)
      .registry.getSingleMetricAsString('payments_reconciled_total');
    return Number(new RegExp(`outcome="${outcome}"} (\\d+)`).exec(text)?.[1] ?? 0);
  };

  it('should read page by page, and the next day only what is new', async () => {
    list = Array.from({ length: 230 }, (_, index) => paid(`page-${index}`, 1_000));
    await run();
    expect(pages()).toEqual([0, 100, 200]);
    expect(await balance(1_000)).toBe(230);
    await run(); // not due
    expect(pages()).toHaveLength(3);
    list.push(paid('page-230', 1_000));
    await due();
    await run();
    expect(pages()).toEqual([0, 100, 200, 130, 230]);
    expect(await balance(1_000)).toBe(231);
  });

  it('should go on from the last page that was read when it was cut off', async () => {
    list = Array.from({ length: 150 }, (_, index) => paid(`cut-${index}`, 1_100));
    api.refuse(undefined, { code: 502, description: 'Bad Gateway' });
    await expect(run()).rejects.toThrow();
    expect(await balance(1_100)).toBe(100);
    await due();
    await run();
    expect(await balance(1_100)).toBe(150);
  });

  it('should be made by one gateway', async () => {
    list = [paid('one', 1_200, 150)];
    await Promise.all(Array.from({ length: 4 }, run));
    expect(pages()).toEqual([0]);
    expect(await balance(1_200)).toBe(150);
  });

  it('should leave alone what is none of its affairs', async () => {
    const old = now() - 24 * 3_600;
    list = [
      paid('before-us', 1_300, 150, old),
      { ...paid('gift', 1_300), source: { type: 'user', transaction_type: 'gift_purchase' } },
      { id: 'ads', amount: 5, date: now(), receiver: { type: 'telegram_ads' } },
      { id: 'out', amount: 5, date: now(), receiver: { type: 'fragment' } },
      { id: 'other', amount: 5, date: now() },
    ];
    const before = await counted('foreign');
    await run();
    expect(await counted('foreign')).toBe(before + 5);
    expect(await balance(1_300)).toBe(0);
  });

  it("should keep a person's language, of which the list knows nothing", async () => {
    const known = await app
      .get(Users)
      .register({ telegramId: 1_400, firstName: 'Ann', languageCode: 'en' });
    list = [paid('language', 1_400)];
    await run();
    expect(await app.get(Users).find(known.id)).toMatchObject({ language: 'en' });
  });
});
