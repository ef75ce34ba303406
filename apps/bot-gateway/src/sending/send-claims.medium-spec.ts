import { Logger } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { DeliveryModule, LocalBell, Outbox, OutboxQueue } from '@aisha/delivery';
import { ConfigModule, HealthModule } from '@aisha/platform';
import { createTestDatabase, eventually, testRedisUrl } from '@aisha/testing';
import pg from 'pg';
import { BotIdentity } from '../bot-identity';
import { SendClaims } from './send-claims';

const botId = 42;
const chatId = 7;
const chat = { botId, chatId };
const PATIENCE_MS = 15_000;

describe('the claims of a sender', () => {
  let app: TestingModule;
  let database: { url: string; close(): Promise<void> };
  let claims: SendClaims;
  let sql: pg.Client;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    database = await createTestDatabase();
    app = await Test.createTestingModule({
      imports: [
        ConfigModule.forRoot({
          DATABASE_URL: database.url,
          REDIS_URL: await testRedisUrl(),
          TELEGRAM_BOT_TOKEN: `${botId}:token`,
          INSTANCE_ID: 'one',
        }),
        HealthModule.forRole('test'),
        DeliveryModule.forRoot(LocalBell),
      ],
      providers: [BotIdentity, SendClaims],
    }).compile();
    await app.init();
    claims = app.get(SendClaims);
    sql = new pg.Client({ connectionString: database.url });
    await sql.connect();
  });
  afterAll(async () => {
    await sql?.end();
    await app?.close();
    await database?.close();
  });

  const taken = async (sender: string) => {
    const found = (await app.get(OutboxQueue).take(botId, [chatId], sender)).get(chatId);
    return typeof found === 'object' ? found : undefined;
  };

  it('should stand as long as they are renewed, and no longer once another sender has the message', async () => {
    await app.get(Outbox).add(chat, { kind: 'main-menu' }, { key: 'asked' });
    const takenAt = performance.now();
    const message = (await taken(app.get(BotIdentity).owner))!;
    claims.hold(message.id, takenAt);
    // Longer than a claim lasts by itself.
    await eventually(() => performance.now() - takenAt > 3_500, { timeoutMs: PATIENCE_MS });
    expect(claims.stands(message.id)).toBe(true);

    await sql.query(`update outbound_messages set sender = 'two' where id = $1`, [message.id]);
    await eventually(() => !claims.stands(message.id), { timeoutMs: PATIENCE_MS });
    claims.release(message.id);
  });

  it('should not stand for a message that is not held', () => {
    expect(claims.stands('11111111-2222-4333-8444-555555555555')).toBe(false);
  });
});
