import type { TestingModule } from '@nestjs/testing';
import { Database, OutboundMessage } from '@aisha/database';
import { openDelivery } from '../delivery.fixture';
import { LocalBell } from './outbox-bell';
import { Outbox } from './outbox';
import type { DueMessage, TakenMessage } from './due-message';
import { OutboxQueue } from './outbox-queue';

const botId = 42;
const menu = { kind: 'main-menu' } as const;

describe('the outbox', () => {
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
  });
  afterAll(() => close());
  beforeEach(() => void chatId++);

  const chat = () => ({ botId, chatId });
  const key = (name: string) => `${name}-${chatId}`;
  /** The next message of the chat, taken and claimed. */
  const next = async () => {
    const look = (await queue.take(botId, [chatId], 'sender')).get(chatId) ?? 'nothing';
    return typeof look === 'string' ? undefined : look;
  };
  const settle = (message: DueMessage, telegramMessageId: number) =>
    queue.settle(botId, [{ message, status: 'sent', telegramMessageId }], 'sender');
  const keyOf = async (message: DueMessage | undefined) =>
    message && (await database.repository(OutboundMessage).findOneByOrFail({ id: message.id })).key;
  const keys = async () =>
    (
      await database.repository(OutboundMessage).find({ where: { chatId }, order: { seq: 'ASC' } })
    ).map((message) => message.key);

  it('should keep messages in the order of their commits', async () => {
    let letFirstGo = () => {};
    const gate = new Promise<void>((resolve) => (letFirstGo = resolve));
    let firstAdded = () => {};
    const added = new Promise<void>((resolve) => (firstAdded = resolve));
    const first = database.transaction(async () => {
      await outbox.add(chat(), menu, { key: key('first') });
      firstAdded();
      await gate;
    });
    await added;
    await outbox.add(chat(), menu, { key: key('second') });
    letFirstGo();
    await first;
    expect(await keys()).toEqual([key('second'), key('first')]);
    expect(await keyOf(await next())).toBe(key('second'));
  });

  it('should make one message for one key', async () => {
    await Promise.all(
      Array.from({ length: 8 }, () => outbox.add(chat(), menu, { key: key('one') })),
    );
    expect(await keys()).toEqual([key('one')]);
  });

  it('should write all messages of a transaction in the order in which they were added', async () => {
    const other = { botId, chatId: chatId + 500_000 };
    await database.transaction(async () => {
      await outbox.add(chat(), menu, { key: key('one') });
      await outbox.add(other, menu, { key: key('of another chat') });
      await outbox.add(chat(), menu, { key: key('two') });
    });
    await outbox.add(chat(), menu, { key: key('three') });
    expect(await keys()).toEqual([key('one'), key('two'), key('three')]);
  });

  it('should know which message a slot shows', async () => {
    await outbox.add(chat(), menu, { key: key('a'), slot: 'progress' });
    await settle((await next())!, 71);
    expect(await outbox.shownInSlot(chat(), 'progress')).toBe(71);
    expect(await outbox.shownInSlot(chat(), 'other')).toBeUndefined();
  });

  it('should send to a chat that moved under its new id, in order', async () => {
    const to = chatId + 700_000;
    await outbox.add({ botId, chatId: to }, menu, { key: key('there already') });
    await outbox.add(chat(), menu, { key: key('one') });
    await outbox.add(chat(), menu, { key: key('two') });
    await next();
    await outbox.moveChat(chat(), to);
    expect(await next()).toBeUndefined();
    const moved = await database
      .repository(OutboundMessage)
      .find({ where: { chatId: to, status: 'pending' }, order: { seq: 'ASC' } });
    expect(moved.map((message) => message.key)).toEqual([
      key('there already'),
      key('one'),
      key('two'),
    ]);
  });

  it('should keep results for a person who cannot be reached, and drop small talk', async () => {
    const imageId = '3f0d8a4e-6a55-4c3f-9d5e-0d3b6f1f9a11';
    await outbox.add(chat(), menu, { key: key('talk') });
    await outbox.add(chat(), { kind: 'picture-ready', imageId }, { key: key('result') });
    await outbox.markUndeliverable(chat(), '403 Forbidden: bot was blocked by the user');
    expect(await next()).toBeUndefined();
    await outbox.markReachable(chat());
    expect(await keyOf(await next())).toBe(key('result'));
  });

  describe('of a process that sends itself', () => {
    let rung: string[];
    let handed: TakenMessage[];

    beforeEach(() => {
      rung = [];
      handed = [];
      app.get(LocalBell).listen({
        sender: () => 'sender',
        onRing: (ringing) => rung.push(`${ringing.chatId}`),
        onHand: (taken) => handed.push(taken),
      });
    });

    it('should hand over the first message of a chat, and ring for those behind it', async () => {
      await outbox.add(chat(), menu, { key: key('first') });
      expect(handed).toMatchObject([{ message: { notice: menu, attempt: 1, chat: chat() } }]);
      expect(rung).toEqual([]);
      const other = (await queue.take(botId, [chatId], 'other')).get(chatId);
      expect(other).toBe('busy');
      await outbox.add(chat(), menu, { key: key('second') });
      expect(rung).toEqual([`${chatId}`]);
      expect(await settle(handed[0]!.message, 5)).toEqual(new Set([chatId]));
      expect(await keyOf(await next())).toBe(key('second'));
    });

    it('should wait for the commit, and forget a transaction that failed', async () => {
      const failing = database.transaction(async () => {
        await outbox.add(chat(), menu, { key: key('lost') });
        throw new Error('rolled back');
      });
      await expect(failing).rejects.toThrow('rolled back');
      expect(handed).toEqual([]);
      await database.transaction(async () => {
        await outbox.add(chat(), menu, { key: key('kept') });
        expect(handed).toEqual([]);
      });
      expect(handed).toHaveLength(1);
      expect(await keys()).toEqual([key('kept')]);
    });

    it('should not overtake what another process is just adding', async () => {
      let commit = () => {};
      const gate = new Promise<void>((resolve) => (commit = resolve));
      let added = () => {};
      const adding = new Promise<void>((resolve) => (added = resolve));
      // As a worker does it, whose transaction has locked the chat's counter and not yet committed.
      const worker = database.manager.transaction(async (manager) => {
        await manager.query('insert into chats (bot_id, chat_id, out_seq) values ($1, $2, 1)', [
          botId,
          chatId,
        ]);
        await manager.query(
          `insert into outbound_messages (bot_id, chat_id, seq, key, notice, trace_id)
           values ($1, $2, 1, $3, $4, 'trace')`,
          [botId, chatId, key('of the worker'), JSON.stringify(menu)],
        );
        added();
        await gate;
      });
      await adding;
      const mine = outbox.add(chat(), menu, { key: key('mine') });
      commit();
      await Promise.all([worker, mine]);
      expect(handed).toEqual([]);
      expect(await keyOf(await next())).toBe(key('of the worker'));
    });
  });
});
