import type { TestingModule } from '@nestjs/testing';
import { Database } from '@aisha/database';
import { ChatClaims, ClaimLost } from '../claims/chat-claims';
import { openDelivery } from '../delivery.fixture';
import { FenceLost, PollerFence } from '../poller/poller-fence';
import { Inbox, MAX_ATTEMPTS, type ReceivedUpdate } from './inbox';

const botId = 42;
const update = (updateId: number, chatId = 1): ReceivedUpdate => ({
  updateId,
  chatId,
  raw: JSON.stringify({ update_id: updateId }),
});

describe('the inbox', () => {
  let app: TestingModule;
  let close: () => Promise<void>;
  let inbox: Inbox;
  let claims: ChatClaims;
  let database: Database;
  let epoch: number;
  let chatId = 1000;

  beforeAll(async () => {
    ({ app, close } = await openDelivery());
    inbox = app.get(Inbox);
    claims = app.get(ChatClaims);
    database = app.get(Database);
    epoch = await app.get(PollerFence).raise(botId);
  });
  afterAll(() => close());
  beforeEach(() => void chatId++);

  const chat = () => ({ botId, chatId });
  const claimed = async (owner = 'one') => {
    expect(await claims.take('handle', chat(), owner)).toBe(true);
    return owner;
  };

  it('should give a chat its updates in the order in which they came', async () => {
    await inbox.store(botId, [update(30, chatId), update(10, chatId), update(20, chatId)], epoch);
    const owner = await claimed();
    const order: number[] = [];
    for (let next; (next = await inbox.next(chat()));) {
      const { updateId } = next;
      await inbox.handle(next, owner, async () => void order.push(updateId));
    }
    expect(order).toEqual([30, 10, 20]);
  });

  it('should know an update that it stored before, handled or not', async () => {
    await inbox.store(botId, [update(100, chatId)], epoch);
    const owner = await claimed();
    const first = (await inbox.next(chat()))!;
    await inbox.handle(first, owner, async () => undefined);
    expect(await inbox.store(botId, [update(100, chatId)], epoch)).toEqual([]);
    expect(await inbox.next(chat())).toBeUndefined();
    let again = 0;
    expect(await inbox.handle(first, owner, async () => void again++)).toBe(false);
    expect(again).toBe(0);
  });

  it('should store nothing under an epoch that is over', async () => {
    const old = epoch;
    epoch = await app.get(PollerFence).raise(botId);
    await expect(inbox.store(botId, [update(200, chatId)], old)).rejects.toThrow(FenceLost);
    expect(await inbox.next(chat())).toBeUndefined();
  });

  it('should store without a fence what webhooks bring, whoever holds the lease', async () => {
    const bad = { updateId: 251, chatId, raw: '{"text":"\0"}' };
    const both = [update(250, chatId), bad];
    expect(await inbox.storeUnfenced(botId, both)).toContainEqual(chat());
    expect(await inbox.storeUnfenced(botId, both)).toEqual([]);
    expect((await inbox.next(chat()))?.updateId).toBe(250);
  });

  it('should undo the effects of a handler that fails, and keep the update', async () => {
    await inbox.store(botId, [update(300, chatId)], epoch);
    const owner = await claimed();
    const waiting = (await inbox.next(chat()))!;
    const attempt = inbox.handle(waiting, owner, async () => {
      await database.query('insert into chats (bot_id, chat_id) values ($1, $2)', [botId, chatId]);
      throw new Error('no');
    });
    await expect(attempt).rejects.toThrow('no');
    expect(await database.query('select 1 from chats where chat_id = $1', [chatId])).toEqual([]);
    expect((await inbox.next(chat()))?.updateId).toBe(300);
  });

  it('should set a poison update aside and let its chat go on', async () => {
    await inbox.store(botId, [update(400, chatId), update(401, chatId)], epoch);
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      const waiting = (await inbox.next(chat()))!;
      expect(waiting.updateId).toBe(400);
      expect(await inbox.failed(waiting, new Error('poison'))).toBe(attempt === MAX_ATTEMPTS);
    }
    expect((await inbox.next(chat()))?.updateId).toBe(401);
  });

  it('should store a whole poll even if Postgres refuses one of its updates', async () => {
    const bad = { updateId: 501, chatId, raw: '{"text":"\0"}' };
    await inbox.store(botId, [update(500, chatId), bad, update(502, chatId)], epoch);
    const rows = await database.query<{ update_id: string }>(
      'select update_id from inbox_updates where chat_id = $1 order by seq',
      [chatId],
    );
    expect(rows.map(({ update_id }) => Number(update_id))).toEqual([500, 501, 502]);
  });

  it('should refuse the late commit of an owner whose claim was taken over', async () => {
    await inbox.store(botId, [update(600, chatId)], epoch);
    const frozen = await claimed('frozen');
    const waiting = (await inbox.next(chat()))!;
    await database.query(
      `update chat_claims set expires_at = now() - interval '1 s' where chat_id = $1`,
      [chatId],
    );
    expect(await claims.take('handle', chat(), 'other')).toBe(true);
    await expect(inbox.handle(waiting, frozen, async () => undefined)).rejects.toThrow(ClaimLost);
    expect(await inbox.handle(waiting, 'other', async () => undefined)).toBe(true);
  });

  it('should find chats that nobody works on, and only those', async () => {
    await inbox.store(botId, [update(700, chatId)], epoch);
    const orphans = async () =>
      (await inbox.orphanedChats(botId, 100)).some((orphan) => orphan.chatId === chatId);
    expect(await orphans()).toBe(true);
    await claimed();
    expect(await orphans()).toBe(false);
  });

  it('should keep ids long enough to know a replay, and forget them after that', async () => {
    await inbox.store(botId, [update(800, chatId), update(801, chatId)], epoch);
    await database.query(
      `update inbox_updates set status = 'done', received_at = now() -
         case update_id when 800 then interval '49 h' else interval '47 h' end where chat_id = $1`,
      [chatId],
    );
    await inbox.forgetOld();
    const rows = await database.query<{ update_id: string }>(
      'select update_id from inbox_updates where chat_id = $1',
      [chatId],
    );
    expect(rows.map(({ update_id }) => update_id)).toEqual(['801']);
  });
});
