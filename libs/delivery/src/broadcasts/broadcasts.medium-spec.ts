import type { TestingModule } from '@nestjs/testing';
import { Database } from '@aisha/database';
import { openDelivery } from '../delivery.fixture';
import { OutboxQueue } from '../outbox/outbox-queue';
import { BroadcastRounds, MOST_WAITING } from './broadcast-rounds';
import { Broadcasts } from './broadcasts';

const OPERATOR = 7;

describe('a broadcast', () => {
  let app: TestingModule;
  let close: () => Promise<void>;
  let database: Database;
  let broadcasts: Broadcasts;
  let rounds: BroadcastRounds;
  let botId = 40;
  let nextPerson = 1_000;

  beforeAll(async () => {
    ({ app, close } = await openDelivery());
    database = app.get(Database);
    broadcasts = app.get(Broadcasts);
    rounds = app.get(BroadcastRounds);
  });
  afterAll(() => close());
  beforeEach(() => void botId++);

  /** People who wrote to this bot, with something special about each of them. */
  const people = async (count: number, special = '') => {
    const from = nextPerson;
    nextPerson += count;
    await database.query(
      `insert into users (telegram_id, first_name, language)
       select n, 'Anna', 'en' from generate_series($1::bigint, $2::bigint) n`,
      [from, from + count - 1],
    );
    await database.query(
      `insert into chats (bot_id, chat_id)
       select $1, n from generate_series($2::bigint, $3::bigint) n`,
      [botId, from, from + count - 1],
    );
    if (special) {
      await database.query(`update users set ${special} where telegram_id >= $1`, [from]);
    }
    return from;
  };
  const begun = async () => {
    const id = await broadcasts.draft({ botId, createdBy: OPERATOR, textRu: 'а', textEn: 'a' });
    expect(await broadcasts.start(id, botId)).toBe(true);
    return id;
  };
  const rows = (id: string) =>
    database.query<{ chat_id: string; status: string }>(
      `select chat_id, status from outbound_messages
       where lane = 'bulk' and notice->>'broadcastId' = $1 order by chat_id`,
      [id],
    );
  /** As if Telegram had taken what waits. */
  const sent = (id: string) =>
    database.query(
      `update outbound_messages set status = 'sent', sent_at = now()
       where lane = 'bulk' and notice->>'broadcastId' = $1 and status = 'pending'`,
      [id],
    );

  it('should go to those who want news, may use the bot, stay, and can be written to', async () => {
    const first = await people(2);
    await people(1, 'news = false');
    await people(1, 'banned_at = now()');
    await people(1, 'leaving_at = now()');
    const away = await people(1);
    await database.query(
      'update chats set undeliverable_since = now() where bot_id = $1 and chat_id = $2',
      [botId, away],
    );
    expect(await broadcasts.audience(botId)).toBe(2);
    const id = await begun();
    await rounds.step(botId);
    expect((await rows(id)).map(({ chat_id }) => Number(chat_id))).toEqual([first, first + 1]);
  });

  it('should have a bounded number of messages waiting, and end when all are sent', async () => {
    await people(MOST_WAITING + 50);
    const id = await begun();
    for (let round = 0; round < 3; round++) await rounds.step(botId);
    expect(await rows(id)).toHaveLength(MOST_WAITING);
    await sent(id);
    await rounds.step(botId);
    expect(await rows(id)).toHaveLength(MOST_WAITING + 50);
    await sent(id);
    await rounds.step(botId);
    expect(await rounds.step(botId)).toBe(false);
    expect(await broadcasts.progress(id)).toEqual({
      status: 'done',
      audience: MOST_WAITING + 50,
      queued: MOST_WAITING + 50,
      sent: MOST_WAITING + 50,
      failed: 0,
    });
  });

  it('should give each person one message when several gateways move it at once', async () => {
    await people(120);
    const id = await begun();
    await Promise.all(Array.from({ length: 6 }, () => rounds.step(botId)));
    expect(await rows(id)).toHaveLength(120);
  });

  it('should drop what waits when it is stopped, and count what was sent', async () => {
    await people(10);
    const id = await begun();
    await rounds.step(botId);
    await database.query(
      `update outbound_messages set status = 'sent' where id in (select id from outbound_messages
         where lane = 'bulk' and notice->>'broadcastId' = $1 limit 4)`,
      [id],
    );
    expect([await broadcasts.stop(id, botId), await broadcasts.stop(id, botId)]).toEqual([
      true,
      false,
    ]);
    expect(await broadcasts.progress(id)).toMatchObject({ status: 'stopped', sent: 4, failed: 6 });
    expect(await rounds.step(botId)).toBe(false);
    expect(await rows(id)).toHaveLength(10);
    expect(await broadcasts.start(id, botId)).toBe(false);
  });

  it('should run after the one that was begun before it', async () => {
    await people(3);
    const [first, second] = [await begun(), await begun()];
    await rounds.step(botId);
    expect([(await rows(first)).length, (await rows(second)).length]).toEqual([3, 0]);
    await sent(first);
    await rounds.step(botId);
    await rounds.step(botId);
    expect((await rows(second)).length).toBe(3);
  });

  it("should be of one bot's people and begun by that bot only", async () => {
    const id = await broadcasts.draft({ botId, createdBy: OPERATOR, textRu: 'а', textEn: 'a' });
    expect(await broadcasts.start(id, botId + 1)).toBe(false);
    expect(await broadcasts.stop(id, botId)).toBe(false);
  });

  it("should stand behind a person's own messages in their chat", async () => {
    const chatId = await people(1);
    await begun();
    await rounds.step(botId);
    await database.query(
      `insert into outbound_messages (bot_id, chat_id, seq, key, notice, trace_id)
       values ($1, $2, 1000, $3, '{"kind":"main-menu"}', 't')`,
      [botId, chatId, `own-${chatId}`],
    );
    const look = (await app.get(OutboxQueue).take(botId, [chatId], 'sender')).get(chatId);
    expect(look).toMatchObject({ notice: { kind: 'main-menu' }, lane: 'person' });
  });
});
