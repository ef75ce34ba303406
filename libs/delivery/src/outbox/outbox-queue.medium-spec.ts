import type { TestingModule } from '@nestjs/testing';
import { Database } from '@aisha/database';
import { eventually } from '@aisha/testing';
import { openDelivery } from '../delivery.fixture';
import { Outbox, type OutboundOptions } from './outbox';
import { CLAIM_MS, type DueMessage, type Settlement } from './due-message';
import { OutboxQueue } from './outbox-queue';

const botId = 42;
const menu = { kind: 'main-menu' } as const;
const A_WHILE_MS = CLAIM_MS * 3;

describe('the queue of outbound messages', () => {
  let app: TestingModule;
  let close: () => Promise<void>;
  let outbox: Outbox;
  let queue: OutboxQueue;
  let database: Database;
  let chatId = 1000;

  beforeAll(async () => {
    ({ app, close } = await openDelivery());
    outbox = app.get(Outbox);
    queue = app.get(OutboxQueue);
    database = app.get(Database);
    // A restart of Postgres gives claims time to be renewed; these tests begin after that.
    await eventually(
      async () => {
        const [row] = await database.query<{ old: boolean }>(
          `select pg_postmaster_start_time() < now() - interval '3 s' as old`,
        );
        return row!.old;
      },
      { timeoutMs: A_WHILE_MS },
    );
  });
  afterAll(() => close());
  beforeEach(() => void chatId++);

  const chat = () => ({ botId, chatId });
  const add = (name: string, more: Partial<OutboundOptions> = {}) =>
    outbox.add(chat(), menu, { key: `${name}-${chatId}`, ...more });
  const look = async (owner = 'one') =>
    (await queue.take(botId, [chatId], owner)).get(chatId) ?? 'nothing';
  const take = async (owner = 'one') => {
    const found = await look(owner);
    return typeof found === 'string' ? undefined : found;
  };
  const settle = (settlement: Settlement, owner = 'one') =>
    queue.settle(botId, [settlement], owner);
  const nameOf = async (message: DueMessage | undefined) => {
    const [row] = await database.query<{ key: string }>(
      'select key from outbound_messages where id = $1',
      [message?.id],
    );
    return row?.key.split('-')[0];
  };
  const isOrphan = async () =>
    (await queue.orphanedChats(botId, 1_000)).some((orphan) => orphan.chatId === chatId);

  it('should give a chat its messages one by one, in order', async () => {
    await add('first');
    await add('second');
    const first = (await take())!;
    expect(await nameOf(first)).toBe('first');
    await settle({ message: first, status: 'sent', telegramMessageId: 5 });
    expect(await nameOf(await take())).toBe('second');
  });

  it('should serve many chats in one go', async () => {
    const ids = [chatId + 500_000, chatId + 600_000];
    for (const id of ids) await outbox.add({ botId, chatId: id }, menu, { key: `many-${id}` });
    const taken = await queue.take(botId, [...ids, chatId], 'one');
    expect([...taken.keys()].sort()).toEqual(ids);
  });

  it('should leave a chat to the process that has it, until its message is settled', async () => {
    await add('first');
    await add('second');
    const message = (await take('one'))!;
    expect(await look('other')).toBe('busy');
    expect(await settle({ message, status: 'sent' }, 'one')).toEqual(new Set([chatId]));
    expect(await nameOf(await take('other'))).toBe('second');
  });

  it('should give the chat of a silent owner to others, and say that the send was cut off', async () => {
    await add('sending');
    const message = (await take('frozen'))!;
    expect(message.interrupted).toBe(false);
    const again = await eventually(
      async () => {
        const taken = await take('other');
        expect(taken).toBeDefined();
        return taken!;
      },
      { timeoutMs: A_WHILE_MS },
    );
    expect(again).toMatchObject({ id: message.id, interrupted: true, attempt: 2 });
    await settle({ message, status: 'waiting', waitMs: 60_000 }, 'frozen');
    expect(await look('other')).toBe('busy'); // it is the other's, and stays so
  });

  it('should believe a late word that a message was sent, whoever has the chat by now', async () => {
    await add('late');
    const message = (await take('frozen'))!;
    await database.query(
      `update outbound_messages set sender = 'other' where bot_id = $1 and chat_id = $2`,
      [botId, chatId],
    );
    await settle({ message, status: 'sent', telegramMessageId: 9 }, 'frozen');
    expect(await look('other')).toBe('nothing');
  });

  it('should not give its sender a message a second time while it sends it', async () => {
    await add('once');
    await take('one');
    expect(await look('one')).toBe('busy');
  });

  it('should keep the chat of an owner who gives signs of life', async () => {
    await add('slow');
    const { id } = (await take('one'))!;
    const begun = performance.now();
    await eventually(
      async () => {
        await queue.renew([id], 'one');
        expect(await look('other')).toBe('busy');
        return performance.now() - begun > CLAIM_MS + 1_000;
      },
      { timeoutMs: A_WHILE_MS },
    );
  });

  it('should tell a sender which messages it still has', async () => {
    await add('taken');
    const { id } = (await take('one'))!;
    expect(await queue.renew([id], 'one')).toEqual([id]);
    expect(await queue.renew([id], 'other')).toEqual([]);
  });

  it('should never let senders of the same chats wait for each other in a circle', async () => {
    const chats = Array.from({ length: 150 }, (_, index) => 500_000 + index);
    for (const id of chats) await outbox.add({ botId, chatId: id }, menu, { key: `circle-${id}` });
    const send = async (sender: string) => {
      for (let round = 0; round < 25; round++) {
        const found = [...(await queue.take(botId, shuffled(chats), sender)).values()];
        const messages = found.filter((look) => typeof look === 'object');
        const ids = messages.map(({ id }) => id);
        const settlements = messages.map((message): Settlement => ({
          message,
          status: 'waiting',
          waitMs: 0,
          untried: true,
        }));
        await Promise.all([
          queue.renew(shuffled(ids), sender),
          queue.settle(botId, shuffled(settlements), sender),
          queue.renew(shuffled(ids), sender),
        ]);
      }
    };
    await expect(Promise.all(['one', 'two', 'three'].map(send))).resolves.toBeDefined();
  });

  it('should hold back the messages behind one that must wait', async () => {
    await add('slow');
    await add('behind');
    const slow = (await take())!;
    await settle({ message: slow, status: 'waiting', waitMs: 60_000, reason: '429' });
    expect(await look()).toBe('nothing');
    expect(await isOrphan()).toBe(false);
    await database.query('update outbound_messages set not_before = now() where id = $1', [
      slow.id,
    ]);
    expect(await isOrphan()).toBe(true);
    expect((await take())?.id).toBe(slow.id);
    expect(await isOrphan()).toBe(false);
  });

  it('should let the messages behind one that failed for good go on', async () => {
    await add('refused');
    await add('behind');
    await settle({ message: (await take())!, status: 'failed', reason: '400 Bad Request' });
    expect(await nameOf(await take())).toBe('behind');
  });

  it('should not give a chat away in whose bulk message a sender is busy', async () => {
    await add('news', { lane: 'bulk' });
    const news = (await take('one'))!;
    await add('answer');
    expect(await look('other')).toBe('busy');
    await settle({ message: news, status: 'sent' }, 'one');
    expect(await nameOf(await take('other'))).toBe('answer');
  });

  it('should send to a person before anything that goes to many', async () => {
    await add('news', { lane: 'bulk' });
    await add('answer');
    expect(await nameOf(await take())).toBe('answer');
  });

  it('should give each message to one of many processes', async () => {
    for (let index = 0; index < 20; index++) await add(`number ${index}`);
    const order: (string | undefined)[] = [];
    const work = async (owner: string) => {
      while (order.length < 20) {
        const message = await take(owner);
        if (!message) continue;
        order.push(await nameOf(message));
        await settle({ message, status: 'sent' }, owner);
      }
    };
    await Promise.all(['a', 'b', 'c', 'd'].map(work));
    expect(order).toEqual(Array.from({ length: 20 }, (_, index) => `number ${index}`));
  });

  it('should remember how much of a long message has arrived', async () => {
    await add('long');
    const message = (await take())!;
    await queue.markPart(message.id, 2);
    await settle({ message, status: 'waiting', waitMs: 0 });
    expect(await take()).toMatchObject({ partsSent: 2, interrupted: false });
  });
});

/** Another order each time, as batches of different senders have. */
function shuffled<Item>(items: Item[]): Item[] {
  return items
    .map((item) => ({ item, place: Math.random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
