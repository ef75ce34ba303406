import { Logger } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { AccountsModule, PaymentsModule } from '@aisha/accounts';
import { DeliveryModule, LocalBell } from '@aisha/delivery';
import { ConfigModule, HealthModule } from '@aisha/platform';
import { createTestDatabase, eventually, testRedisUrl } from '@aisha/testing';
import { getBotToken } from 'nestjs-telegraf';
import pg from 'pg';
import { Telegraf } from 'telegraf';
import { BotIdentity } from '../bot-identity';
import { LimitsRedis } from '../limits/limits-redis';
import { Catalogue } from '../messages/catalogue';
import { Checkouts } from '../payments/checkouts';
import { BotPause } from '../sending/bot-pause';
import { SendPace } from '../sending/send-pace';
import { SharedLimits } from '../sending/shared-limits';
import { Signals } from '../sending/signals';
import { Apology } from './apology';
import { RateLimit } from './rate-limit';
import { SharedTally } from './shared-tally';
import { TooFast } from './too-fast';
import { UpdateDispatcher } from './update-dispatcher';
import { UpdateTimes } from './update-times';
import { UpdateHandlers } from './update-handlers';
import { WebhookIntake } from './webhook-intake';

const update = (updateId: number, chatId: number, text = '') => ({
  updateId,
  chatId,
  raw: `{"update_id":${updateId},"message":{"text":"${text}","chat":{"id":${chatId}}}}`,
});

describe('the intake of a webhook', () => {
  const handled: number[] = [];
  let app: TestingModule;
  let intake: WebhookIntake;
  let sql: pg.Client;
  let database: { url: string; close(): Promise<void> };

  beforeAll(async () => {
    database = await createTestDatabase();
    Logger.overrideLogger(false);
    const bot = new Telegraf('42:token');
    bot.use(async (context) => void handled.push(context.update.update_id));
    app = await Test.createTestingModule({
      imports: [
        ConfigModule.forRoot({
          DATABASE_URL: database.url,
          REDIS_URL: await testRedisUrl(),
          TELEGRAM_BOT_TOKEN: '42:token',
          INSTANCE_ID: 'intake',
          RATE_LIMIT_PER_MINUTE: 0,
          SEND_BURST_PER_CHAT: 0,
        }),
        HealthModule.forRole('test'),
        DeliveryModule.forRoot(LocalBell),
        AccountsModule,
        PaymentsModule,
      ],
      providers: [
        { provide: getBotToken(), useValue: bot },
        BotIdentity,
        Apology,
        Checkouts,
        LimitsRedis,
        SharedTally,
        RateLimit,
        Catalogue,
        BotPause,
        SharedLimits,
        SendPace,
        Signals,
        TooFast,
        UpdateHandlers,
        UpdateDispatcher,
        UpdateTimes,
        WebhookIntake,
      ],
    }).compile();
    await app.init();
    intake = app.get(WebhookIntake);
    sql = new pg.Client({ connectionString: database.url });
    sql.on('error', () => undefined); // a test cuts all connections
    await sql.connect();
  });
  afterAll(async () => {
    await app?.close();
    await sql?.end();
    await database?.close();
  });
  beforeEach(() => void handled.splice(0));

  /** Rows carry the number of the transaction that made them, or handled them. */
  const transactions = async () => {
    const { rows } = await sql.query<{ count: string }>(
      'select count(distinct xmin::text) from inbox_updates where chat_id between 1000 and 1999',
    );
    return Number(rows[0]!.count);
  };

  it('should store what comes together in few transactions, and have it handled', async () => {
    const updates = Array.from({ length: 150 }, (_, index) => update(index + 1, 1000 + index));
    await Promise.all(updates.map((each) => intake.take(each)));
    await eventually(() => expect(new Set(handled).size).toBe(150));
    expect(await transactions()).toBeLessThan(10); // of the rounds that handled them, after two that stored them
  });

  it('should not let one bad update fail the others', async () => {
    const bad = update(501, 5, '\0');
    await Promise.all([intake.take(update(500, 5)), intake.take(bad), intake.take(update(502, 5))]);
    await eventually(() => expect(handled).toEqual([500, 501, 502]));
  });

  it('should take an update again, and do nothing', async () => {
    await Promise.all([intake.take(update(600, 6)), intake.take(update(600, 6))]);
    await eventually(() => expect(handled).toEqual([600]));
    await intake.take(update(600, 6));
    await intake.take(update(601, 6));
    await eventually(() => expect(handled).toEqual([600, 601]));
  });

  it('should take nothing while Postgres does not answer, and know itself overloaded', async () => {
    const blocker = new pg.Client({ connectionString: database.url });
    await blocker.connect();
    await blocker.query('begin; lock table inbox_updates in access exclusive mode');
    const waiting = Array.from({ length: 200 }, (_, index) => intake.take(update(700 + index, 7)));
    const outcomes = Promise.allSettled(waiting);
    expect(intake.isOverloaded).toBe(true);
    const refused = (await outcomes).filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(200);
    expect(intake.isOverloaded).toBe(false);
    await blocker.query('commit');
    await blocker.end();
    await intake.take(update(700, 7));
    await eventually(() => expect(handled).toContain(700));
  });
});
